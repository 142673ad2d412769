import type { Key, Row, Table } from "./table.ts";

type Change = Parameters<Table["update"]>[1];

const deepest = 32;
/** What DynamoDB takes, less the room for the id that a conditional write leaves in its row. */
const largest = 400 * 1024 - 32;
const indexAttributes = ["duePk", "dueAt", "listPk", "listSk"] as const;
const keyAttributes = ["pk", "sk", ...indexAttributes] as const;

/**
 * Refuses what DynamoDB would refuse, so that memory and the laxer local twins cannot hide it until production.
 *
 * @throws Error that names the row and the reason
 */
export function checkRow(row: Row): void {
  const where = `${row.pk} / ${row.sk}`;
  for (const name of keyAttributes) checkKey(name, row[name], where);
  if (depth(row) > deepest) throw new Error(`The row ${where} nests deeper than ${deepest} levels.`);
  const size = sizeOf(row);
  if (size > largest)
    throw new Error(`The row ${where} has ${size} bytes; a row may have ${largest}. Use blobs.`);
}

/** The same for the attributes of an update, which do not have to hold a whole row. */
export function checkChange(key: Key, { set = {}, remove = [] }: Change): void {
  const where = `${key.pk} / ${key.sk}`;
  for (const name of [...Object.keys(set), ...remove]) {
    if (name === "pk" || name === "sk") throw new Error(`A change of ${where} may not touch its ${name}.`);
    if (name in set && remove.includes(name))
      throw new Error(`A change of ${where} both sets and removes ${name}.`);
  }
  for (const name of indexAttributes) {
    if (name in set && set[name] !== undefined) checkKey(name, set[name], where);
  }
  if (depth(set) > deepest) throw new Error(`The row ${where} nests deeper than ${deepest} levels.`);
  sizeOf(set);
}

function checkKey(name: string, value: unknown, where: string): void {
  const needed = name === "pk" || name === "sk";
  if (value === undefined && !needed) return;
  if (typeof value === "string" && value !== "" && Buffer.byteLength(value) <= 1024) return;
  throw new Error(
    `The attribute ${name} of ${where} must be a text of 1 to 1024 bytes: it is part of a key.`,
  );
}

function depth(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let most = 0;
  for (const item of Object.values(value)) most = Math.max(most, depth(item));
  return most + 1;
}

/**
 * DynamoDB's count: UTF-8 bytes of names and texts, up to 21 for a number, 3 for each list or map and 1 for each entry.
 *
 * @throws Error for what is no JSON: the SDK and the table in memory would each make something else of it
 */
export function sizeOf(value: unknown): number {
  if (typeof value === "string") return Buffer.byteLength(value);
  if (typeof value === "number") return sizeOfNumber(value);
  if (value === null || value === undefined || typeof value === "boolean") return 1;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + 1 + sizeOf(item), 3);
  if (typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype)
    throw new Error(
      `A row holds JSON alone, and no ${typeof value === "object" ? value.constructor?.name : typeof value}.`,
    );
  return Object.entries(value).reduce(
    (sum, [name, item]) => sum + Buffer.byteLength(name) + 1 + sizeOf(item),
    3,
  );
}

/** A larger number would come back as another one; write it as text. */
function sizeOfNumber(value: number): number {
  if (!(Math.abs(value) <= Number.MAX_SAFE_INTEGER))
    throw new Error(`A row cannot hold the number ${value}.`);
  return Math.min(21, Math.ceil(String(Math.abs(value)).length / 2) + 1);
}
