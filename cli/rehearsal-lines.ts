import { text } from "#core/messages/text.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Happening, Rehearsal } from "#core/rehearsal/rehearsal.ts";
import { aligned, style } from "./print.ts";

/** A timeline as a coordinator reads it: day by day, in the program's words, with the reason beside it. */
export function rehearsalLines(pack: Pack, id: string, { timeline, end }: Rehearsal): string[] {
  const when = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: pack.program.zone,
  });
  const rows = timeline.map((happening) => [
    when.format(new Date(happening.at)),
    happening.kind,
    happening.id,
    style("dim", titleOf(pack, happening) ?? happening.because),
  ]);
  const waiting = end.waitingFor.length > 0 ? `, waiting for ${end.waitingFor.join(", ")}` : "";
  return [
    ...aligned(rows),
    "",
    `${style("bold", id)} on ${when.format(new Date(end.at))}: ${end.as} (${end.stage}${waiting})`,
  ];
}

/** The program's own words for it, where it has some and they are not filled in from the moment. */
function titleOf(pack: Pack, { kind, id }: Happening): string | undefined {
  const key = {
    email: `mails.${id.replace(/ reminder \d+$/, "")}.subject`,
    task: `tasks.${id}.title`,
    state: `stages.${id}`,
    decision: "",
    event: "",
  }[kind];
  const [language] = pack.program.languages.staff;
  const known = key === "" ? undefined : pack.texts[language!]?.[key];
  return known === undefined || known.includes("{") ? undefined : text(pack, language!, key);
}
