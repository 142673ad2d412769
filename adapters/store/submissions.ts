import { createHash } from "node:crypto";
import { createBlobs } from "../blobs.ts";
import { after, minute } from "../moment.ts";
import type { Store, Submission } from "../store.ts";
import type { Row, Table } from "../table.ts";
import { read } from "./door.ts";
import { keys, sweepKey } from "./keys.ts";
import { SubmissionRow } from "./schemas.ts";

/** A body up to this many characters stays in the row, so that taking it in is one write. */
const inline = 30_000;

export function submissions(table: Table): Store["submissions"] {
  const blobs = createBlobs(table);
  const whole = async (row: Row): Promise<Submission> => {
    const submission = read(SubmissionRow, row, "submission");
    const body = typeof row.blob === "string" ? await blobs.get(row.blob) : String(row.body);
    if (body === undefined) throw new Error(`The body of submission ${submission.id} is gone.`);
    return { ...submission, body };
  };
  return {
    async put(submission) {
      const { body, ...rest } = submission;
      const blob = body.length > inline ? blobName(submission) : undefined;
      if (blob) await blobs.put(blob, body);
      const where = { ...due(submission), ...listed(submission) };
      const row = {
        ...keys.submission(submission.id),
        submission: rest,
        ...(blob ? { blob } : { body }),
        ...where,
      };
      return (await table.put(row, { absent: true })) ? "stored" : "known";
    },
    async get(id) {
      const row = await table.get(keys.submission(id));
      return row && whole(row);
    },
    async mark(id, change) {
      const row = await table.get(keys.submission(id));
      if (!row) throw new Error(`There is no submission ${id} to mark.`);
      const submission = { ...read(SubmissionRow, row, "submission"), problem: undefined, ...change };
      const set = { submission, ...listed(submission) };
      await table.update(keys.submission(id), { set, remove: ["duePk", "dueAt"] });
    },
    async list(program, state) {
      const rows = await table.list(listKey({ program, state }), { newestFirst: true });
      return Promise.all(rows.map(whole));
    },
  };
}

const listKey = ({ program, state }: Pick<Submission, "program" | "state">): string =>
  `submissions#${program}#${state}`;

const listed = (submission: Omit<Submission, "body">) => ({
  listPk: listKey(submission),
  listSk: `${submission.receivedAt}#${submission.id}`,
});

const due = ({ id, receivedAt }: Submission) => ({ duePk: sweepKey(id), dueAt: after(receivedAt, minute) });

/** The hash keeps two different bodies under one key apart; the row that came first says which one counts. */
const blobName = ({ id, body }: Submission): string =>
  `submission/${id}/${createHash("sha256").update(body).digest("hex")}`;
