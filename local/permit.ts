import type { Machine } from "#adapters/machine.ts";
import type { Runtime } from "#adapters/runtime.ts";
import { readSecrets, type SecretName } from "#adapters/secrets.ts";
import { createStore } from "#adapters/store/store.ts";
import type { Table } from "#adapters/table.ts";
import { type Door, type Grant, grants, type TableAction } from "#functions/grants.ts";

/** Hears of everything that a door asks for: which grant it used, or that there is none. */
export type Watch = (door: Door, wanted: string, granted: boolean) => void;

/** The runtime of one door: what the cloud's policies would refuse it is refused here as well, under the same name. */
export function permit(
  whole: Runtime,
  table: Table,
  secrets: unknown,
  door: Door,
  watch: Watch = () => undefined,
): Runtime {
  const grant = grants[door];
  const granted = readSecrets(secrets, [...(grant.secrets ?? [])] as SecretName[]);
  return {
    ...whole,
    secrets: granted,
    store: createStore(permitTable(table, door, grant.table, watch), granted),
    machine: permitMachine(whole.machine, door, grant.machine ?? [], watch),
  };
}

function permitTable(table: Table, door: Door, granted: Grant["table"], watch: Watch): Table {
  const check = (action: TableAction, key: string): void => {
    const matches = (pattern: string) =>
      pattern.endsWith("*") ? key.startsWith(pattern.slice(0, -1)) : key === pattern;
    const used = granted[action]?.find(matches);
    const wanted = `${action} ${used ?? key.split("#")[0]}`;
    watch(door, wanted, used !== undefined);
    if (!used) throw new AccessDenied(door, wanted);
  };
  return {
    async get(key) {
      check("get", key.pk);
      return table.get(key);
    },
    async put(row, when) {
      check("put", row.pk);
      return table.put(row, when);
    },
    async update(key, change, when) {
      check("update", key.pk);
      return table.update(key, change, when);
    },
    async delete(key) {
      check("delete", key.pk);
      return table.delete(key);
    },
    async query(pk, options) {
      check("query", pk);
      return table.query(pk, options);
    },
    async due(duePk, upTo, limit) {
      check("due", duePk);
      return table.due(duePk, upTo, limit);
    },
    async list(listPk, options) {
      check("list", listPk);
      return table.list(listPk, options);
    },
  };
}

type MachineAction = NonNullable<Grant["machine"]>[number];

function permitMachine(
  machine: Machine,
  door: Door,
  granted: readonly MachineAction[],
  watch: Watch,
): Machine {
  const check = (action: MachineAction): void => {
    const may = granted.includes(action);
    watch(door, `machine ${action}`, may);
    if (!may) throw new AccessDenied(door, `machine ${action}`);
  };
  return {
    async start(journey, generation) {
      check("start");
      return machine.start(journey, generation);
    },
    async wake(token) {
      check("wake");
      return machine.wake(token);
    },
    async alive(journey, generation) {
      check("look");
      return machine.alive(journey, generation);
    },
  };
}

/** What was not granted; the keys of people stay out of the message. */
export class AccessDenied extends Error {
  override name = "AccessDeniedException";
  constructor(door: Door, wanted: string) {
    super(`access.denied: the door "${door}" may not ${wanted}. Is it missing in functions/grants.ts?`);
  }
}
