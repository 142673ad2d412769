import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { CompletionItem, JSONDocument, TextDocument } from "vscode-json-languageservice";

// A package of the old kind, of which an import would not see every name.
const library = createRequire(import.meta.url)(
  "vscode-json-languageservice",
) as typeof import("vscode-json-languageservice");
export const rules = resolve(import.meta.dirname, "../../rules");

/** The very library by which VS Code completes and checks JSON, reading schemas as it does: by what the file says in $schema. */
const service = library.getLanguageService({
  schemaRequestService: (uri) => readFile(fileURLToPath(uri), "utf8"),
  workspaceContext: {
    resolveRelativePath: (relative, resource) => new URL(relative, resource).href,
  },
  clientCapabilities: {
    textDocument: { completion: { completionItem: { documentationFormat: ["plaintext"] } } },
  },
});

export interface Open {
  document: TextDocument;
  json: JSONDocument;
  /** Where the caret stands, when the text had a "|" put into it. */
  caret: number;
}

/** A file of a program as it is on disk, or changed by somebody who is editing; "‸" in what they write is where the caret is. */
export async function opened(file: string, change = (text: string) => text, folder = rules): Promise<Open> {
  const path = join(folder, file);
  const changed = change(await readFile(path, "utf8"));
  return openedText(path, changed);
}

export function openedText(path: string, written: string): Open {
  const caret = written.indexOf("‸");
  const document = library.TextDocument.create(pathToFileURL(path).href, "json", 1, written.replace("‸", ""));
  return { document, json: service.parseJSONDocument(document), caret };
}

/** What the editor offers at the caret. */
export async function offered({ document, json, caret }: Open): Promise<CompletionItem[]> {
  const list = await service.doComplete(document, document.positionAt(caret), json);
  return list?.items ?? [];
}

export const labelsOf = (items: CompletionItem[]): string[] =>
  items.map(({ label }) => label.replaceAll('"', ""));

/** What the editor says when the mouse rests on the first place where the text has this. */
export async function hover({ document, json }: Open, on: string, after = ""): Promise<string> {
  const text = document.getText();
  const at = text.indexOf(on, after === "" ? 0 : text.indexOf(after));
  if (at < 0) throw new Error(`there is no ${on}`);
  const found = await service.doHover(document, document.positionAt(at + 2), json);
  const said = [found?.contents ?? []].flat().join("\n");
  return said.replaceAll(/\\([\\`*_{}[\]()<>#+\-.!])/g, "$1").replaceAll("\\\n", "\n");
}

export interface Squiggle {
  message: string;
  under: string;
}

export async function squiggles({ document, json }: Open): Promise<Squiggle[]> {
  const found = await service.doValidation(document, json);
  return found.map(({ message, range }) => ({ message: String(message), under: document.getText(range) }));
}
