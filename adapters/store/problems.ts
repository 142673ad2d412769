import type { Problem, Store } from "../store.ts";
import type { Row, Table } from "../table.ts";
import { read, readable, written } from "./door.ts";
import { keys } from "./keys.ts";
import { ProblemRow } from "./schemas.ts";

/** The program of a problem about something that belongs to none that we know of. */
export const nobodys = "unknown";

export function problems(table: Table): Store["problems"] {
  const get = async (program: string, id: string): Promise<Problem | undefined> => {
    const row = await table.get(keys.problem(program, id));
    return row && read(ProblemRow, row, "problem");
  };
  return {
    async put(problem) {
      if (await table.put(rowOf(problem), { absent: true })) return "stored";
      // It was mended and is back.
      return (await table.put(rowOf(problem), { equals: { state: "closed" } })) ? "stored" : "known";
    },
    get,
    async close(program, id) {
      const problem = (await get(program, id)) ?? (await get(nobodys, id));
      if (!problem) return;
      // As it was seen: one that came back in the meantime is another.
      const seen = { equals: { state: "open", listSk: listSk(problem) } };
      await table.put(rowOf({ ...problem, state: "closed" }), seen);
    },
    async list(program, skipped) {
      const programs = [...new Set([program, nobodys])];
      const rows = await Promise.all(
        programs.map((one) => table.list(listKey(one, "open"), { newestFirst: true })),
      );
      return readable(ProblemRow, rows.flat().sort(newestFirst), "problem", skipped);
    },
  };
}

function rowOf(problem: Problem): Row {
  const { program, id, state } = problem;
  return {
    ...keys.problem(program, id),
    ...written("problem", problem),
    state,
    listPk: listKey(program, state),
    listSk: listSk(problem),
  };
}

const newestFirst = (a: Row, b: Row): number => (a.listSk! < b.listSk! ? 1 : -1);

const listSk = ({ at, id }: Problem): string => `${at}#${id}`;

const listKey = (program: string, state: Problem["state"]): string => `problems#${program}#${state}`;
