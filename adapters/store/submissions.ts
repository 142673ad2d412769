import { createHash } from "node:crypto";
import { createBlobs } from "../blobs.ts";
import { after, minute } from "../moment.ts";
import type { Store, Submission } from "../store.ts";
import type { Row, Table } from "../table.ts";
import { read, skip, written } from "./door.ts";
import { keys, retentionKey, retentionKeys, sweepKey } from "./keys.ts";
import { SubmissionRow } from "./schemas.ts";

/** A body up to this many characters stays in the row, so that taking it in is one write. */
const inline = 30_000;

export function submissions(table: Table): Store["submissions"] {
  const blobs = createBlobs(table);
  /** A list may come after its rows, and show one that has been mapped and cleared in the meantime as it was before. */
  const whole = async (row: Row, listed = false): Promise<Submission> => {
    const submission = read(SubmissionRow, row, "submission");
    const body = typeof row.blob === "string" ? await blobs.get(row.blob) : row.body;
    if (typeof body === "string") return { ...submission, body };
    if (submission.state === "mapped" || listed) return { ...submission, body: "" };
    throw new Error(`The body of submission ${submission.id} is gone.`);
  };
  return {
    async put(submission) {
      const { body, ...rest } = submission;
      const blob = body.length > inline ? blobName(submission) : undefined;
      if (blob) await blobs.put(blob, body);
      const where = { ...due(submission), ...listed(submission) };
      const row = {
        ...keys.submission(submission.id),
        ...written("submission", rest),
        ...(blob ? { blob } : { body }),
        ...where,
      };
      if (await table.put(row, { absent: true })) return "stored";
      const first = await table.get(keys.submission(submission.id));
      // Of the same key with another body only the first one counts, and nobody would ever clear away the other.
      if (blob && first?.blob !== blob) await blobs.delete(blob);
      return "known";
    },
    async get(id) {
      const row = await table.get(keys.submission(id));
      return row && whole(row);
    },
    async mark(id, from, { bodyUntil, ...change }) {
      const row = await table.get(keys.submission(id));
      if (!row) throw new Error(`There is no submission ${id} to mark.`);
      const before = read(SubmissionRow, row, "submission");
      const submission = { ...before, problem: undefined, ...change };
      const index = submission.state === "received" ? due(submission) : cleared(id, bodyUntil);
      const set = { ...written("submission", submission), ...listed(submission), ...index };
      const remove = ["failures", ...("duePk" in index ? [] : ["duePk", "dueAt"])];
      const seen = { equals: { listPk: listKey({ program: before.program, state: from }) } };
      return (await table.update(keys.submission(id), { set, remove }, seen)) ? "saved" : "stale";
    },
    async expired(now, limit) {
      const found = await Promise.all(retentionKeys.map((key) => table.due(key, now, limit)));
      const oldest = found.flat().sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
      return oldest.slice(0, limit).map(({ pk }) => pk.slice("SUBMISSION#".length));
    },
    async clear(id) {
      const row = await table.get(keys.submission(id));
      if (row?.duePk !== retentionKey(id)) return;
      if (typeof row.blob === "string") await blobs.delete(row.blob);
      await table.update(keys.submission(id), { remove: ["body", "blob", "duePk", "dueAt"] });
    },
    async list(program, state, skipped = () => undefined) {
      const rows = await table.list(listKey({ program, state }), { newestFirst: true });
      const read = await Promise.all(rows.map((row) => whole(row, true).catch(skip(skipped))));
      return read.filter((submission) => submission !== undefined);
    },
  };
}

const listKey = ({ program, state }: Pick<Submission, "program" | "state">): string =>
  `submissions#${program}#${state}`;

const listed = (submission: Omit<Submission, "body">) => ({
  listPk: listKey(submission),
  listSk: `${submission.receivedAt}#${submission.id}`,
});

const due = ({ id, receivedAt }: Pick<Submission, "id" | "receivedAt">) => ({
  duePk: sweepKey(id),
  dueAt: after(receivedAt, minute),
});

const cleared = (id: string, bodyUntil: string | undefined) =>
  bodyUntil === undefined ? {} : { duePk: retentionKey(id), dueAt: bodyUntil };

/** The hash keeps two different bodies under one key apart; the row that came first says which one counts. */
const blobName = ({ id, body }: Submission): string =>
  `submission/${id}/${createHash("sha256").update(body).digest("hex")}`;
