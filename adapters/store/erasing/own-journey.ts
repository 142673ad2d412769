import * as z from "zod";
import { linkId } from "../../links.ts";
import type { Row, Table } from "../../table.ts";
import { keys } from "../keys.ts";
import { isTombstone, tombstone } from "../tombstone.ts";
import { type ErasedKind, type Erasing, gone, replaced } from "./change.ts";

/**
 * Everything of a journey that is one person's alone, and two tombstones in its place. First the run, in a generation that
 * no execution has; then the journey, after which nobody writes any more what it still wanted to do; then the rest.
 */
export async function ownJourney(table: Table, journey: string, at: string): Promise<Erasing[]> {
  const rows = await table.query(keys.journey(journey).pk);
  const at_ = (sk: string) => rows.find((row) => row.sk === sk);
  const [run, item] = [at_("RUN"), at_("JOURNEY")];
  return [
    ...closedRun(journey, run, at),
    ...mailsOf(rows, item).map((mail) => gone("link", keys.link(linkId(mail)))),
    ...(item && isTombstone(item)
      ? []
      : replaced("journey", item, tombstone(keys.journey(journey), at, { version: -1 }))),
    ...rows.filter((row) => row !== run && row !== item).map((row) => gone(kindOf(row), row)),
  ];
}

/** It keeps the token, so that the execution can be woken to find out that it is over. */
function closedRun(journey: string, run: Row | undefined, at: string): Erasing[] {
  if (run && isTombstone(run)) return [];
  const generation = Number(run?.generation ?? 0) + 1;
  const token = typeof run?.token === "string" ? { token: run.token } : {};
  return replaced("run", run, tombstone(keys.run(journey), at, { generation, ...token }));
}

/** Also of letters that were decided and not delivered: their link may be there already. */
function mailsOf(rows: Row[], item: Row | undefined): string[] {
  const written = rows.flatMap(({ sk }) => /^(?:MAIL|LETTER)#(.*)$/s.exec(sk)?.[1] ?? []);
  const decided = Outbox.safeParse(item?.journey).data?.outbox ?? [];
  const mails = decided.filter(({ effect }) => effect.kind === "mail").map(({ effect }) => effect.id);
  return [...new Set([...written, ...mails])];
}

/** As much as must be understood of a journey to erase it: one of a newer release, too. */
const Outbox = z.object({
  outbox: z.array(z.object({ effect: z.object({ kind: z.string(), id: z.string() }) })),
});

const kinds: Record<string, ErasedKind> = {
  EVENT: "event",
  MAIL: "mail",
  LETTER: "letter",
  HEARD: "letter",
  TASK: "task",
  LOG: "log",
};

const kindOf = ({ sk }: Row): ErasedKind => kinds[sk.slice(0, sk.indexOf("#"))] ?? "journey";
