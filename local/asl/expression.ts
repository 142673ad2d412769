import jsonata from "jsonata";
import { Failure, withinLimit } from "./failure.ts";
import { type Json, plain } from "./json.ts";

export interface Scope {
  variables: Record<string, Json>;
  /** What `$states` shows. */
  states: Record<string, unknown>;
  now: number;
}

/** Fills a template: every string `{% ... %}` in it is JSONata. An expression without a value is an error, as in the cloud. */
export async function evaluate(template: Json, scope: Scope): Promise<Json> {
  return withinLimit(await fill(template, scope), "a value");
}

async function fill(template: Json, scope: Scope): Promise<Json> {
  if (typeof template === "string") return isExpression(template) ? run(template, scope) : template;
  if (Array.isArray(template)) return Promise.all(template.map((item) => fill(item, scope)));
  if (template === null || typeof template !== "object") return template;
  const entries = Object.entries(template).map(
    async ([key, item]) => [key, await fill(item, scope)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

const isExpression = (text: string) => text.startsWith("{%") && text.endsWith("%}");

async function run(text: string, scope: Scope): Promise<Json> {
  const result = await attempt(text, scope);
  if (result === undefined || typeof result === "function")
    throw new Failure("States.QueryEvaluationError", `${text} gave no value: check the names in it`);
  // JSONata's arrays carry hidden properties; only plain data may be kept.
  return plain(result);
}

async function attempt(text: string, scope: Scope): Promise<unknown> {
  try {
    return await compiled(text).evaluate(undefined, bindings(scope));
  } catch (error) {
    throw new Failure(
      "States.QueryEvaluationError",
      `${text}: ${error instanceof Error ? error.message : messageOf(error)}`,
    );
  }
}

/** JSONata throws plain objects. */
function messageOf(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error
    ? String(error.message)
    : String(error);
}

function bindings({ variables, states, now }: Scope): Record<string, unknown> {
  return { ...variables, states, now: () => new Date(now).toISOString(), millis: () => now, eval: undefined };
}

const cache = new Map<string, jsonata.Expression>();

function compiled(text: string): jsonata.Expression {
  const known = cache.get(text);
  if (known) return known;
  const expression = jsonata(text.slice(2, -2));
  cache.set(text, expression);
  return expression;
}
