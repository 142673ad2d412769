import type { NeverTold, Told } from "#core/messages/never.ts";
import { style } from "./print.ts";

const parts = [
  ["asks", "What this program never asks and never keeps"],
  ["looks", "What its rules never look at"],
  ["holds", "What never happens: the software holds this"],
  ["promises", "What never happens: we promise this, and no software can hold it"],
] as const;

/** What a program never does, as the public reads it on a screen. */
export function neverLines(told: NeverTold): string[] {
  return [
    style("bold", told.name),
    ...parts.flatMap(([part, title]) =>
      told[part].length === 0
        ? []
        : ["", style("bold", title), ...told[part].flatMap((line) => lines(line, part === "asks"))],
    ),
  ];
}

function lines(line: Told, short: boolean): string[] {
  const more = [line.why, line.source && `[${line.source}]`].filter(
    (each) => each !== undefined && each !== "",
  );
  if (short)
    return [
      `  ${line.says}. ${line.why ?? ""}`,
      ...(line.source ? [style("dim", `      [${line.source}]`)] : []),
    ];
  return [`  ${line.says}`, ...more.map((each) => style("dim", `      ${each}`))];
}

/** The same as Markdown, for a program's own site. */
export function neverMarkdown(told: NeverTold): string[] {
  return [
    `# ${told.name}`,
    ...parts.flatMap(([part, title]) =>
      told[part].length === 0 ? [] : ["", `## ${title}`, "", ...told[part].map(item)],
    ),
  ];
}

function item({ says, why, source }: Told): string {
  const end = /[.!?]$/.test(says) ? "" : ".";
  return `- **${says}${end}**${why ? ` ${why}` : ""}${source ? ` (${source})` : ""}`;
}
