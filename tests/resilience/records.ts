import type { Definition } from "#local/asl/definition.ts";
import type { Execution } from "#local/asl/execution.ts";
import type { Records } from "#local/asl/records.ts";

/** Executions as the runner's own file keeps them, as text in memory: a house stands for a moment, and there are thousands. */
export function memoryRecords(definition: Definition): Records {
  const bodies = new Map<string, string>();
  const facts = new Map<string, Pick<Execution, "status" | "parent"> & { due: number | undefined }>();
  const read = (id: string): Execution => JSON.parse(bodies.get(id)!);
  const write = (execution: Execution): void => {
    const { id, status, parent, park } = execution;
    const due = status === "RUNNING" && park && "at" in park ? park.at : undefined;
    bodies.set(id, JSON.stringify(execution));
    facts.set(id, { status, parent, due });
  };
  const ids = (wanted: (of: Pick<Execution, "status" | "parent"> & { due: number | undefined }) => boolean) =>
    [...facts].filter(([, of]) => wanted(of)).map(([id]) => id);

  return {
    keep: () => "the one",
    definition: () => definition,
    create(execution) {
      if (bodies.has(execution.id)) return false;
      write(execution);
      return true;
    },
    save(execution) {
      if (facts.get(execution.id)?.status !== "RUNNING") return false;
      write(execution);
      return true;
    },
    get: (id) => (bodies.has(id) ? read(id) : undefined),
    running: () => ids(({ status }) => status === "RUNNING").map(read),
    childrenOf: (id) => ids(({ parent }) => parent?.id === id).map(read),
    drop(id) {
      bodies.delete(id);
      facts.delete(id);
    },
    nextDue() {
      let next: number | undefined;
      for (const { due } of facts.values()) if (due !== undefined && !(next! <= due)) next = due;
      return next;
    },
    due: (now) =>
      ids(({ due }) => due !== undefined && due <= now)
        .sort((a, b) => facts.get(a)!.due! - facts.get(b)!.due!)
        .map(read),
    list({ status, offset, limit }) {
      const own = ids((of) => !of.parent && (status === undefined || of.status === status)).reverse();
      return own.slice(offset, offset + limit).map(read);
    },
    together: (work) => work(),
    close: () => undefined,
  };
}
