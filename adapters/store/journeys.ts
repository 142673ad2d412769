import { Journey } from "#core/journey/journey.ts";
import type { Store } from "../store.ts";
import type { Row, Table } from "../table.ts";
import { read, readable, written } from "./door.ts";
import { keys } from "./keys.ts";
import { isTombstone } from "./tombstone.ts";

/** Far under DynamoDB's 400 KB: every save writes the whole item, and a list reads many. */
const journeyLimit = 64 * 1024;

/** The one item that only Advance writes, after the opening has made it. */
export function journeys(table: Table): Store["journeys"] {
  return {
    async create(journey) {
      return (await table.put(rowOf(journey), { absent: true })) ? "stored" : "known";
    },
    async get(id) {
      const row = await table.get(keys.journey(id));
      return row && !isTombstone(row) ? read(Journey, row, "journey") : undefined;
    },
    async isErased(id) {
      const row = await table.get(keys.journey(id));
      return row !== undefined && isTombstone(row);
    },
    async save(journey) {
      const seen = { equals: { version: journey.version - 1 } };
      return (await table.put(rowOf(journey), seen)) ? "saved" : "stale";
    },
    async underWay(program, definition) {
      const unreadable: string[] = [];
      const rows = await table.list(listKey(program, definition));
      const all = readable(Journey, rows, "journey", ({ row }) => unreadable.push(idIn(row)));
      return [...all.filter(({ ended }) => !ended).map(({ id }) => id), ...unreadable];
    },
    async list(program, definition) {
      return readable(Journey, await table.list(listKey(program, definition)), "journey");
    },
  };
}

export function rowOf(journey: Journey): Row {
  if (isTooLarge(journey)) {
    throw new Error(`journey.too-large: ${journey.id}; a journey may have ${journeyLimit} bytes.`);
  }
  return {
    ...keys.journey(journey.id),
    ...written("journey", journey),
    version: journey.version,
    listPk: listKey(journey.program, journey.definition),
    listSk: `${journey.createdAt}#${journey.id}`,
  };
}

export function isTooLarge(journey: Journey): boolean {
  return Buffer.byteLength(JSON.stringify(journey)) > journeyLimit;
}

const idIn = ({ pk }: Pick<Row, "pk">): string => pk.slice("JOURNEY#".length);

const listKey = (program: string, definition: string): string => `journeys#${program}#${definition}`;
