import type { Execution } from "#local/asl/execution.ts";
import type { Records } from "#local/asl/records.ts";

/** The runner's records, which tell of each state that was entered and each attempt made again: what Step Functions bills. */
export function countedRecords(records: Records, transition: () => void): Records {
  const seen = new Map<string, string>();
  const look = (execution: Execution): void => {
    if (seen.get(execution.id) !== execution.state) transition();
    if (execution.park?.kind === "time" && execution.park.why === "retry") transition();
    seen.set(execution.id, execution.state);
  };
  return {
    ...records,
    create(execution) {
      const created = records.create(execution);
      if (created) look(execution);
      return created;
    },
    save(execution) {
      const saved = records.save(execution);
      if (saved) look(execution);
      return saved;
    },
    drop(id) {
      seen.delete(id);
      records.drop(id);
    },
  };
}
