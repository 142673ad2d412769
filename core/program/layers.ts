import { withAnswers } from "./answers.ts";
import { opened } from "./careful.ts";
import type { Draft } from "./draft.ts";
import { type JsonNode, nodeAt, type Place, placeAt, type Sources } from "./node.ts";
import { overlay } from "./overlay.ts";
import { readJson } from "./read-json.ts";

/** The texts of a program's folder by their path in it, such as "forms/survey.json". */
export type Files = Record<string, string>;

/** A program's folder as it was read. */
export interface Folder {
  id: string;
  files: Files;
  /** Paths of what is no file of its own, such as a link: nothing of it was read. */
  links?: string[];
}

/** The program that these files say they extend, and where they say it. */
export function baseOf(files: Files, file = "program.json"): { id: string; at: Place } | undefined {
  const { node } = readJson(file, files["program.json"] ?? "{}");
  const said = node && nodeAt(node, ["extends"]);
  return node && said?.kind === "value" && typeof said.value === "string"
    ? { id: said.value, at: placeAt(node, ["extends"]) }
    : undefined;
}

/** A file of another folder as seen from the program's own. */
export const fileOf = (own: string, folder: string, path: string) =>
  own === folder ? path : `../${folder}/${path}`;

/** Whether something is written in a program that this one extends. */
export const isInherited = ({ file }: Pick<Place, "file">): boolean => file.startsWith("../");

/** Lays folders over each other, the deepest base first, the program's own last. */
export function layFolders(folders: Folder[]): { sources: Sources; problems: Draft[] } {
  const own = folders.at(-1)?.id ?? "";
  const problems: Draft[] = [];
  const below: Sources[] = [];
  let sources: Sources = {};
  for (const { id, files, links = [] } of folders) {
    const layer: Sources = {};
    problems.push(...links.map((path) => notAFile(fileOf(own, id, path))));
    for (const [path, text] of Object.entries(files)) {
      if (isReadme(path)) continue;
      const read = readJson(fileOf(own, id, path), path.endsWith(".json") ? text : "{}");
      problems.push(...read.problems);
      if (read.node) layer[path] = read.node;
    }
    // There is nothing under the first one that null could remove: its schema tells of it.
    const laid =
      id === folders[0]!.id
        ? { sources: layer, problems: [] }
        : overlay(handedOn(withAnswers(sources)), layer);
    problems.push(...laid.problems, ...opened(below, layer, laid.sources));
    sources = laid.sources;
    below.push(sources);
  }
  return { sources, problems };
}

/** Whether a program's own files say that it is only there for others to extend. */
export function isBase(files: Files): boolean {
  const { node } = readJson("program.json", files["program.json"] ?? "{}");
  return node !== undefined && saysBase(node);
}

/** What a base says of itself alone is not taken over: that it is one, and its examples. */
function handedOn(sources: Sources): Sources {
  const program = sources["program.json"];
  if (program?.kind !== "object" || !saysBase(program)) return sources;
  const members = new Map([...program.members].filter(([key]) => key !== "base"));
  const others = Object.entries(sources).filter(([path]) => !path.startsWith("examples/"));
  return { ...Object.fromEntries(others), "program.json": { ...program, members } };
}

function saysBase(program: JsonNode): boolean {
  const said = nodeAt(program, ["base"]);
  return said?.kind === "value" && said.value === true;
}

const notAFile = (file: string): Draft => ({
  file,
  line: 1,
  column: 1,
  code: "file.link",
  message: "this is a link, or something else that is no file: nothing of it was read",
  fix: "Put the file itself there.",
});

const isReadme = (path: string) => /(^|\/)readme(\.[a-z]+)?\.md$/i.test(path);
