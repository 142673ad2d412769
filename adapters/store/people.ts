import { Person } from "#core/people/person.ts";
import type { Store } from "../store.ts";
import type { Key, Table } from "../table.ts";
import { read, written } from "./door.ts";
import { emailHash, keys } from "./keys.ts";
import { isTombstone } from "./tombstone.ts";

const tries = 8;

/** `secret` is asked for only where an address is written or looked for: most doors know no address and are not given it. */
export function people(table: Table, secret: () => string): Store["people"] {
  const pointer = ({ program, email, id }: Person) =>
    email ? keys.email(program, emailHash(secret(), email), id) : undefined;

  const get = async (id: string): Promise<Person | undefined> => {
    const row = await table.get(keys.person(id));
    return row && !isTombstone(row) ? read(Person, row, "person") : undefined;
  };

  /** For an erasure that was over before these were written; it looks for nothing any more. */
  const forget = async (...addresses: (Key | undefined)[]): Promise<void> => {
    for (const address of addresses) {
      if (address) await table.delete(address);
      if (address) await table.delete(keys.toEmail(address));
    }
  };

  const save = async (person: Person): Promise<"saved" | "stale"> => {
    const before = await get(person.id);
    if (!before) return "stale";
    const moved = before.email !== person.email;
    const to = moved ? pointer(person) : undefined;
    const from = moved ? pointer(before) : undefined;
    // From the person first: whatever dies here, an erasure finds the pointer.
    if (to) await table.put(keys.toEmail(to));
    if (to) await table.put(to);
    // Before the write that forgets the old address: afterwards nobody could find the pointer any more.
    if (from && from.pk !== to?.pk) await table.delete(from);
    const change = { set: { ...written("person", person), version: person.version } };
    const when = { equals: { version: person.version - 1 } };
    if (await table.update(keys.person(person.id), change, when)) return "saved";
    if (!moved) return "stale";
    const now = await get(person.id);
    const kept = now && pointer(now);
    if (kept) await table.put(kept);
    // Who was erased meanwhile leaves no address behind.
    if (!(await get(person.id))) await forget(to, kept);
    return "stale";
  };

  /** Whoever else writes the person at the same moment, this change is made to what they wrote. */
  const change = async (id: string, edit: (person: Person) => Person | undefined): Promise<void> => {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const person = await get(id);
      if (!person) throw new Error(`There is no person ${id}.`);
      const edited = edit(person);
      if (!edited || (await save({ ...edited, version: person.version + 1 })) === "saved") return;
    }
    throw new Error(`The person ${id} kept changing; ${tries} tries to write it were not enough.`);
  };

  return {
    async create(person) {
      const to = pointer(person);
      if (to) await table.put(to);
      const row = { ...keys.person(person.id), ...written("person", person), version: person.version };
      return (await table.put(row, { absent: true })) ? "stored" : "known";
    },
    get,
    save,
    change,
    hold: (id, hold) =>
      change(id, (person) =>
        person.holds.some((known) => known.id === hold.id)
          ? undefined
          : { ...person, holds: [...person.holds, hold] },
      ),
    lift: (id, hold) =>
      change(id, (person) =>
        person.holds.some((known) => known.id === hold)
          ? { ...person, holds: person.holds.filter((known) => known.id !== hold) }
          : undefined,
      ),
    suppress: (id, why) =>
      change(id, (person) => (person.suppressed ? undefined : { ...person, suppressed: why })),
    async sameEmail(program, email) {
      const { pk } = keys.email(program, emailHash(secret(), email), "-");
      return (await table.query(pk)).map((row) => row.sk);
    },
    async point(person, journey) {
      await table.put(keys.pointer(person, journey));
    },
    async journeysOf(person) {
      const rows = await table.query(keys.person(person).pk, { prefix: "JOURNEY#" });
      return rows.map((row) => row.sk.slice("JOURNEY#".length));
    },
  };
}
