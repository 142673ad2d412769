import type * as z from "zod";
import type { Has } from "#adapters/runtime.ts";
import type { LiveEntry } from "#adapters/store.ts";
import type { HistoryAnswer } from "./answers.ts";
import type { Deployed } from "./deployed.ts";
import { count, note, print, printJson, style } from "./print.ts";

/** Which versions of a program were live, newest first: who made it so, when, why, whom it changed, and who is on it. */
export async function showHistory(name: string, options: Deployed): Promise<void> {
  const [{ reach, remotely }, parts] = await Promise.all([
    import("./deployed.ts"),
    import("#adapters/runtime.ts"),
  ]);
  const outside = await reach(options, { store: parts.store });
  const { live, history, people } = await remotely(async () => ({
    live: await outside.store.history.live(name),
    history: await outside.store.history.of(name),
    people: await onEach(outside, name),
  }));
  if (options.json) {
    const answer = { program: name, live, history, people: Object.fromEntries(people) };
    return printJson(answer satisfies z.input<typeof HistoryAnswer>);
  }
  if (live === undefined) return note(`"${name}" was never published here.`);
  const said = new Set<string>();
  for (const [place, entry] of history.entries()) {
    const on = said.has(entry.version) ? 0 : (people.get(entry.version) ?? 0);
    said.add(entry.version);
    print(...entryLines(entry, place === 0 && entry.version === live));
    if (on > 0) print(`    ${count(on, "person", "people")} under way ${on === 1 ? "is" : "are"} on it.`);
  }
}

/** One entry of the history. */
export const entryLines = (
  { at, version, by, reason, impact, undone }: LiveEntry,
  live = false,
): string[] => [
  `${at}  ${style("bold", version)}  ${by}${live ? "  (live)" : ""}`,
  ...(undone ? ["    An earlier version was made live again."] : []),
  ...(reason ? [`    ${reason}`] : []),
  ...(impact ? [`    ${saysOtherwise(impact)}`] : []),
];

/** For how many the rules decide something else than those of the version before. */
export const saysOtherwise = ({ changed, of }: NonNullable<LiveEntry["impact"]>): string =>
  `Decides something else about ${changed} of ${count(of, "person", "people")} under way.`;

/** A version of a newer release must not keep anybody from seeing the history. */
async function onEach(outside: Pick<Has<"store">, "store">, name: string): Promise<Map<string, number>> {
  const [{ peopleByVersion }, { UnreadableItem }] = await Promise.all([
    import("#adapters/moving.ts"),
    import("#adapters/store/door.ts"),
  ]);
  try {
    return await peopleByVersion(outside, name);
  } catch (error) {
    if (error instanceof UnreadableItem) return new Map();
    throw error;
  }
}
