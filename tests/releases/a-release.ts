import { readFileSync } from "node:fs";
import type { Runtime } from "#adapters/runtime.ts";
import { formats } from "#adapters/store/door.ts";
import type { Row, Table } from "#adapters/table.ts";
import { create as createAdvance } from "#functions/advance.ts";
import { create as createAwait } from "#functions/await.ts";
import { create as createDeliver } from "#functions/deliver.ts";
import type { Door } from "#functions/grants.ts";
import { create as createProblem } from "#functions/problem.ts";
import { create as createRenew } from "#functions/renew.ts";
import { Definition, readDefinition } from "#local/asl/definition.ts";
import type { Handler } from "#local/asl/machinery.ts";
import { journeyFile } from "../local/bench.ts";

/** What a deploy replaces: the functions, how they read and write rows, and what new executions start with. */
export interface Release {
  definition: Definition;
  table(rows: Table): Table;
  handlers(real: Record<string, Handler>): Record<string, Handler>;
}

export function handlersOf(doorOf: (name: Door) => Runtime): Record<string, Handler> {
  return {
    Advance: createAdvance(doorOf("advance")),
    Deliver: createDeliver(doorOf("deliver")),
    Await: createAwait(doorOf("await")),
    Renew: createRenew(doorOf("renew")),
    Problem: createProblem(doorOf("problem")),
  };
}

/** The code as it is. */
export const today: Release = {
  definition: readDefinition(journeyFile),
  table: (rows) => rows,
  handlers: (real) => real,
};

/**
 * The release after this one. It reads both forms of every row, and each definition's own payloads; `writes` says in which
 * form it writes, so that it can be taken in two steps, as the rule wants it, or in one, as it does not.
 */
export const next = ({ writes }: { writes: 1 | 2 }): Release => ({
  definition: nextDefinition(),
  table: (rows) => nextTable(rows, writes),
  handlers: (real) =>
    Object.fromEntries(Object.entries(real).map(([name, old]) => [name, bothWays(name, old)])),
});

const attributes = ["journey", "person", "event", "mail", "letter", "task", "entries"];

/** The number of the next form, of whatever row: beyond all that this release reads. */
export const nextForm = Math.max(...Object.values(formats)) + 1;

/** The next form of a value is something that this release could never read by chance. */
function raise(row: Record<string, unknown>): Record<string, unknown> {
  const attribute = attributes.find((name) => row[name] !== undefined);
  if (!attribute || row.schema === nextForm) return row;
  const program = (row[attribute] as { program?: string }).program;
  return { ...row, schema: nextForm, [attribute]: { schema: nextForm, program, boxed: row[attribute] } };
}

function lower(row: Row): Row {
  const attribute = attributes.find((name) => row[name] !== undefined);
  if (!attribute || row.schema !== nextForm) return row;
  return { ...row, schema: 1, [attribute]: (row[attribute] as { boxed: unknown }).boxed };
}

function nextTable(rows: Table, writes: 1 | 2): Table {
  const form = <T extends object>(row: T): T =>
    writes === 2 ? (raise(row as Record<string, unknown>) as T) : row;
  return {
    ...rows,
    async get(key) {
      const row = await rows.get(key);
      return row && lower(row);
    },
    put: (row, when) => rows.put(form(row), when),
    update: (key, { set, remove }, when) =>
      rows.update(key, { ...(set && { set: form(set) }), remove }, when),
    query: async (pk, options) => (await rows.query(pk, options)).map(lower),
    list: async (pk, options) => (await rows.list(pk, options)).map(lower),
  };
}

/** One state more, and everything said to Advance and by it one level deeper. */
function nextDefinition(): Definition {
  const definition = JSON.parse(readFileSync(journeyFile, "utf8").replace(/\$\{(\w+)\}/g, "$1"));
  const { Advance, Await, Deliver, Renew } = definition.States;
  Advance.Arguments.Payload = Advance.Arguments.Payload.replace(
    "{'schema': 1, ",
    "{'schema': 2, 'asked': {",
  ).replace(/\} %\}$/, "}} %}");
  Object.assign(
    Advance,
    JSON.parse(
      JSON.stringify(Advance).replaceAll("$states.result.Payload.", "$states.result.Payload.answer."),
    ),
    { Next: "Look" },
  );
  definition.States.Look = { Type: "Pass", Next: "Deliver" };
  for (const { Arguments } of [Await, Renew, Deliver.ItemProcessor.States.DeliverChunk])
    Arguments.Payload.schema = 2;
  return Definition.parse(definition);
}

/** Answers in the form it is asked in, for as long as an execution may ask in it. */
const bothWays =
  (name: string, old: Handler): Handler =>
  async (payload: never) => {
    const { schema, asked, ...rest } = payload as { schema: number; asked?: object };
    if (schema !== 2) return old(payload);
    const answer = await old({ schema: 1, ...rest, ...asked } as never);
    return name === "Advance" ? { schema: 2, answer } : answer;
  };
