import * as z from "zod";
import { Couple } from "#core/matching/staged-round.ts";
import type { Apart, Store } from "../store.ts";
import type { Table } from "../table.ts";
import { read, readable, written } from "./door.ts";
import { keys } from "./keys.ts";

export const ApartRow: z.ZodType<Apart> = z.lazy(() =>
  z.strictObject({ program: z.string(), couple: Couple, at: z.string(), by: z.string(), reason: z.string() }),
);

/** All of a program in one partition: they are few, and every round asks for all of them. */
export function apart(table: Table): Store["apart"] {
  return {
    async put(said) {
      await table.put({ ...keys.apart(said.program, said.couple), ...written("apart", said) });
    },
    async between(program, couple) {
      const row = await table.get(keys.apart(program, couple));
      return row && read(ApartRow, row, "apart");
    },
    async of(program) {
      return readable(
        ApartRow,
        await table.query(keys.apart(program, { mentor: "", mentee: "" }).pk),
        "apart",
      );
    },
    async lift(program, couple) {
      await table.delete(keys.apart(program, couple));
    },
  };
}
