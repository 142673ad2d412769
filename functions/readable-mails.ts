import { identify } from "#adapters/identify.ts";
import { after, hour } from "#adapters/moment.ts";
import type { UnreadableItem } from "#adapters/store/door.ts";
import type { Mail } from "#adapters/store.ts";
import type { Post } from "./post.ts";

/** What is due and can be read. A mail of a newer release stays as it is, is shown once, and lets the others pass. */
export async function readableMails(
  runtime: Post,
  program: string,
  upTo: string,
  limit: number,
): Promise<Mail[]> {
  while (true) {
    const unreadable: UnreadableItem[] = [];
    const mails = await runtime.store.mails.due(program, upTo, limit, (item) => unreadable.push(item));
    for (const item of unreadable) await leave(runtime, program, item);
    if (mails.length > 0 || unreadable.length === 0) return mails;
  }
}

/** Under the key of the mail, also when it is its letter that cannot be read. */
async function leave({ store, clock }: Post, program: string, { code, row }: UnreadableItem): Promise<void> {
  const mail = row.sk.slice(row.sk.indexOf("#") + 1);
  const detail = { journey: row.pk.slice(row.pk.indexOf("#") + 1), mail };
  const id = identify("prb", mail, code);
  await store.problems.put({ id, program, at: clock.now(), code, detail, state: "open" });
  await store.mails.leave(detail.journey, mail, after(clock.now(), hour));
}
