import type { Store, Task } from "../store.ts";
import type { Row, Table } from "../table.ts";
import { read, readable, written } from "./door.ts";
import { keys } from "./keys.ts";
import { TaskRow } from "./schemas.ts";

export function tasks(table: Table): Store["tasks"] {
  const get = async (journey: string, id: string): Promise<Task | undefined> => {
    const row = await table.get(keys.task(journey, id));
    return row && read(TaskRow, row, "task");
  };
  return {
    async put(task) {
      return (await table.put(rowOf(task), { absent: true })) ? "stored" : "known";
    },
    get,
    async close(journey, id, state, at) {
      const task = await get(journey, id);
      if (task) await table.put(rowOf({ ...task, state, closedAt: at }), { equals: { state: "open" } });
    },
    async list(program, state, skipped) {
      return readable(TaskRow, await table.list(listKey(program, state)), "task", skipped);
    },
    async ofJourney(journey) {
      return readable(TaskRow, await table.query(keys.journey(journey).pk, { prefix: "TASK#" }), "task");
    },
  };
}

function rowOf(task: Task): Row {
  const { effect, journey, program, state } = task;
  return {
    ...keys.task(journey, effect.id),
    ...written("task", task),
    state,
    listPk: listKey(program, state),
    listSk: `${effect.dueAt ?? effect.at}#${effect.id}`,
  };
}

const listKey = (program: string, state: Task["state"]): string => `tasks#${program}#${state}`;
