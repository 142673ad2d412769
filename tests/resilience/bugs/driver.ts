import type { Table } from "#adapters/table.ts";
import { type Bug, withStore } from "./bug.ts";

/** Rows of this kind are written whatever they were before. */
const blind = (table: Table, wanted: string): Table => ({
  ...table,
  put: (row, when) => table.put(row, row.sk === wanted && when && "equals" in when ? undefined : when),
  update: (key, change, when) => table.update(key, change, key.sk === wanted ? undefined : when),
});

/** Whoever is silent is reminded after so long, whatever the program says. */
const remindedAfter = (name: string, after: string): Bug => ({
  name,
  shows: "when clocks are wrong",
  runtime: (door, runtime) =>
    door === "advance"
      ? withStore(runtime, "packs", ({ get }) => ({
          async get(program, version) {
            const pack = structuredClone(await get(program, version));
            const steps = Object.values(pack.journeys).flatMap(({ stages }) =>
              stages.flatMap((stage) => stage.steps),
            );
            for (const step of steps) if (step.do === "ask") step.remind = [after];
            return pack;
          },
        }))
      : runtime,
});

export const driverBugs: Bug[] = [
  {
    name: "Await does not read the events again",
    shows: "in a race",
    runtime: (door, runtime) =>
      door === "await" ? withStore(runtime, "events", () => ({ unread: async () => [] })) : runtime,
  },
  {
    name: "an event wakes the journey before it is stored",
    shows: "in a race",
    runtime(door, runtime) {
      if (door !== "pages" && door !== "console") return runtime;
      const late: (() => Promise<unknown>)[] = [];
      const made = withStore(runtime, "events", ({ put }) => ({
        put: async (journey, event) => {
          late.push(() => put(journey, event));
          return "stored";
        },
      }));
      const wake = async (token: string) => {
        const woken = await runtime.machine.wake(token);
        await late.shift()?.();
        return woken;
      };
      return { ...made, machine: { ...made.machine, wake } };
    },
  },
  {
    name: "a generation that was overtaken may go on",
    shows: "when overtaken",
    table: (door, table) => (door === "advance" || door === "await" ? blind(table, "RUN") : table),
  },
  {
    name: "a journey is saved over what others wrote",
    shows: "when overtaken",
    table: (door, table) => (door === "advance" ? blind(table, "JOURNEY") : table),
  },
  {
    name: "an event is marked as read before it is taken in",
    runtime: (door, runtime) =>
      door === "advance"
        ? withStore(runtime, "journeys", ({ save }) => ({
            save: async (journey) => {
              await runtime.store.events.consume(journey.id, journey.applied);
              return save(journey);
            },
          }))
        : runtime,
  },
  {
    name: "the outbox is forgotten before its rows are there",
    input: (door, input) => (door === "advance" ? { ...(input as object), delivered: 1_000_000 } : input),
  },
  {
    name: "letters are put into the queue before the decision is saved",
    runtime: (door, runtime) =>
      door === "advance"
        ? withStore(runtime, "journeys", ({ save }) => ({
            save: async (journey) => {
              for (const { effect } of journey.outbox)
                if (effect.kind === "mail")
                  await runtime.store.mails.put({
                    ...{ effect, journey: journey.id, program: journey.program, pack: journey.pack },
                    ...{ state: "queued", dueAt: effect.at, attempts: 0 },
                  });
              return save(journey);
            },
          }))
        : runtime,
  },
  {
    name: "what was taken in and is not yet marked is taken in again",
    shows: { refused: "advance" },
    runtime: (door, runtime) =>
      door === "advance"
        ? withStore(runtime, "journeys", ({ get }) => ({
            get: async (id) => {
              const journey = await get(id);
              return journey && { ...journey, applied: [] };
            },
          }))
        : runtime,
  },
  {
    name: "nobody looks after an execution that was killed",
    seed: 2,
    runtime: (door, runtime) =>
      door === "sweep"
        ? {
            ...runtime,
            store: {
              ...runtime.store,
              overdue: async (now, limit) =>
                (await runtime.store.overdue(now, limit)).filter(({ kind }) => kind !== "run"),
            },
          }
        : runtime,
  },
  remindedAfter("timers fire early", "P6DT23H"),
  remindedAfter("timers fire late", "P7DT1H"),
];
