import type { Table } from "../../table.ts";
import { keys } from "../keys.ts";
import { nobodys } from "../problems.ts";
import { isTombstone, tombstone } from "../tombstone.ts";
import { type Erasing, gone, replaced } from "./change.ts";

/** The form as it came: its body goes, and the row stays, so that the same form once more is one that we know. */
export async function submitted(table: Table, id: string, at: string): Promise<Erasing[]> {
  const key = keys.submission(id);
  const row = await table.get(key);
  if (!row || isTombstone(row)) return [];
  const body = typeof row.blob === "string" ? await table.query(`BLOB#${row.blob}`) : [];
  const { problem, ...known } = row.submission as Record<string, unknown>;
  const submission = { ...known, key: "", state: "mapped" };
  const left = tombstone(key, at, { submission, ...(row.schema !== undefined && { schema: row.schema }) });
  return [...body.map((chunk) => gone("body", chunk)), ...replaced("submission", row, left)];
}

/** Problems hold ids only, but of what is no longer there. */
export async function troubles(table: Table, program: string, ids: readonly string[]): Promise<Erasing[]> {
  const partitions = [...new Set([program, nobodys])].map((name) => keys.problem(name, "").pk);
  const rows = (await Promise.all(partitions.map((pk) => table.query(pk)))).flat();
  const about = rows.filter(({ problem }) => {
    const { detail = {} } = problem as { detail?: Record<string, string> };
    return [detail.journey, detail.submission].some((id) => id !== undefined && ids.includes(id));
  });
  return about.map((row) => gone("problem", row));
}

/** Who is never to be matched with them, and why. */
export async function keptApart(table: Table, program: string, ids: readonly string[]): Promise<Erasing[]> {
  const rows = await table.query(keys.apart(program, { mentor: "", mentee: "" }).pk);
  return rows
    .filter(({ sk }) => sk.split("#").some((id) => ids.includes(id)))
    .map((row) => gone("apart", row));
}

/** The address by which a person is found again, then the person, then how many letters they had on which day and when some came back. */
export async function oneself(
  table: Table,
  id: string,
  at: string,
  addressOf: (row: Record<string, unknown>) => { pk: string; sk: string } | undefined,
): Promise<Erasing[]> {
  const key = keys.person(id);
  const row = await table.get(key);
  const address = row && !isTombstone(row) ? addressOf(row) : undefined;
  const [sent, bounces, led] = await Promise.all(
    ["SENT#", "BOUNCE#", "EMAIL#"].map((prefix) => table.query(key.pk, { prefix })),
  );
  // Those of a change of address, whether it came to its end or not.
  const others = led!.map(({ sk }) => ({ pk: sk, sk: id })).filter(({ pk }) => pk !== address?.pk);
  return [
    ...(address ? [gone("address", address)] : []),
    ...others.map((other) => gone("address", other)),
    ...led!.map((one) => gone("pointer", one)),
    ...(row && isTombstone(row) ? [] : replaced("person", row, tombstone(key, at, { version: -1 }))),
    ...[...sent!, ...bounces!].map((one) => gone("sent", one)),
  ];
}
