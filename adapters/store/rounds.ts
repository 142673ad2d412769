import { createHash } from "node:crypto";
import { openIn, StagedRound } from "#core/matching/staged-round.ts";
import { type Blobs, createBlobs } from "../blobs.ts";
import type { Saved, Store } from "../store.ts";
import type { Row, Table, Unless } from "../table.ts";
import { read } from "./door.ts";
import { keys } from "./keys.ts";

/**
 * A round is a blob for each of its versions, and a row that says which one counts. The row is put under the condition of the
 * version before, so of two edits at the same moment one is told that it came too late; a blob that no row names is nobody's.
 */
export function rounds(table: Table): Store["rounds"] {
  const blobs = createBlobs(table);
  const get: Store["rounds"]["get"] = (program, number) => current(table, blobs, program, number);
  return {
    get,
    async create(round) {
      return (await write(table, blobs, round, { absent: true })) === "saved" ? "stored" : "known";
    },
    async save(round) {
      const before = await table.get(keys.round(round.program, round.number));
      const saved = await write(table, blobs, round, { equals: { version: round.version - 1 } });
      if (saved === "saved" && typeof before?.blob === "string") await blobs.delete(before.blob);
      return saved;
    },
    async last(program) {
      const [row] = await table.query(keys.round(program, 0).pk, { limit: 1, newestFirst: true });
      return row && get(program, Number(row.sk));
    },
    async list(program) {
      const rows = await table.query(keys.round(program, 0).pk, { newestFirst: true });
      return rows.map(({ sk, stagedAt, open, cause }) => ({
        number: Number(sk),
        stagedAt: String(stagedAt),
        open: Number(open),
        ...(cause !== undefined && { cause: String(cause) }),
      }));
    },
  };
}

async function write(table: Table, blobs: Blobs, round: StagedRound, when: Unless): Promise<Saved> {
  const text = JSON.stringify(round);
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  const blob = `round/${round.program}/${round.number}/${round.version}-${hash}`;
  await blobs.put(blob, text);
  const { version, stagedAt, cause } = round;
  const row = {
    ...keys.round(round.program, round.number),
    ...{ version, stagedAt, blob, open: openIn(round).length },
    ...(cause && { cause: cause.effect }),
  };
  return (await table.put(row, when)) ? "saved" : "stale";
}

/** The blob of a version goes when the next one counts: then the row is looked at again. */
async function current(
  table: Table,
  blobs: Blobs,
  program: string,
  number: number,
): Promise<StagedRound | undefined> {
  for (let look = 0; look < looks; look += 1) {
    const row = await table.get(keys.round(program, number));
    if (!row) return undefined;
    const text = await blobs.get(String(row.blob)).catch((error) => damaged(error, look));
    if (text !== undefined) return parse(row, text);
  }
  throw new Error(`round.gone: the round ${number} of ${program} is changed faster than it can be read`);
}

const looks = 5;

/** Half gone under our eyes, or damaged: the last look says which. */
function damaged(error: unknown, look: number): undefined {
  if (look === looks - 1) throw error;
}

function parse({ pk, sk }: Row, text: string): StagedRound {
  return read(StagedRound, { pk, sk, round: JSON.parse(text) }, "round");
}
