import type { Command } from "commander";
import { print, printJson } from "../print.ts";
import { type Reading, withReading } from "../reading.ts";
import { usage } from "../stop.ts";

interface Options extends Reading {
  language?: string;
  markdown?: boolean;
}

const examples = `Examples:
  $ waymark never cemewe                    what this program never asks, never looks at, never lets happen, and promises
  $ waymark never cemewe --language uk      in another of its languages, as far as its texts go
  $ waymark never cemewe --markdown         for the program's own site
  $ waymark never --json                    {"programs": [{"program", "name", "language", "asks", "looks", "holds", "promises"}]}
`;

export function addNever(program: Command): void {
  withReading(program.command("never").argument("[program...]", "all when left out"))
    .description("What a program never does, for the public: held by the software, or promised by people.")
    .option(
      "--language <tag>",
      "one of the program's languages; English, or else its first one, when left out",
    )
    .option("--markdown", "Markdown instead of plain lines")
    .addHelpText("before", examples)
    .action(never);
}

async function never(wanted: string[], options: Options): Promise<void> {
  const [{ packNames, readPack }, { neverInWords }, { neverLines, neverMarkdown }] = await Promise.all([
    import("../reading.ts"),
    import("#core/messages/never.ts"),
    import("../never-lines.ts"),
  ]);
  const programs = [];
  for (const id of await packNames(options.rules, wanted)) {
    const pack = await readPack(options.rules, id);
    const language = languageOf(
      id,
      Object.keys(pack.texts),
      pack.program.languages.participants,
      options.language,
    );
    programs.push({ program: id, language, ...neverInWords(pack, language) });
  }
  if (options.json) return printJson({ programs });
  const lines = programs.map(options.markdown ? neverMarkdown : neverLines);
  print(...lines.flatMap((each, index) => (index === 0 ? each : ["", ...each])));
}

function languageOf(id: string, written: string[], spoken: string[], wanted: string | undefined): string {
  if (wanted === undefined) return spoken.includes("en") ? "en" : spoken[0]!;
  if (written.includes(wanted)) return wanted;
  throw usage(`The program "${id}" has no texts in "${wanted}"; it has ${written.join(", ")}.`);
}
