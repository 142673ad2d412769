import { readFileSync } from "node:fs";
import * as z from "zod";
import type { Json } from "./json.ts";

const Template: z.ZodType<Json> = z.json();
const Assign = z.record(z.string(), Template).optional();
const common = { Comment: z.string().optional() };
const onward = {
  ...common,
  Assign,
  Output: Template.optional(),
  Next: z.string().optional(),
  End: z.literal(true).optional(),
};

const Retrier = z.strictObject({
  ErrorEquals: z.array(z.string()).min(1),
  IntervalSeconds: z.number().int().positive().default(1),
  MaxAttempts: z.number().int().nonnegative().default(3),
  BackoffRate: z.number().min(1).default(2),
  MaxDelaySeconds: z.number().int().positive().optional(),
  JitterStrategy: z.enum(["FULL", "NONE"]).default("NONE"),
});
export type Retrier = z.infer<typeof Retrier>;

const Catcher = z.strictObject({
  ErrorEquals: z.array(z.string()).min(1),
  Assign,
  Output: Template.optional(),
  Next: z.string(),
});
export type Catcher = z.infer<typeof Catcher>;

const patient = { Retry: z.array(Retrier).default([]), Catch: z.array(Catcher).default([]) };

const Pass = z.strictObject({ Type: z.literal("Pass"), ...onward });
const Succeed = z.strictObject({ Type: z.literal("Succeed"), ...common, Output: Template.optional() });
const Fail = z.strictObject({
  Type: z.literal("Fail"),
  ...common,
  Error: Template.optional(),
  Cause: Template.optional(),
});
const Wait = z.strictObject({
  Type: z.literal("Wait"),
  ...onward,
  Seconds: Template.optional(),
  Timestamp: Template.optional(),
});

const Choice = z.strictObject({
  Type: z.literal("Choice"),
  ...common,
  Assign,
  Output: Template.optional(),
  Choices: z
    .array(
      z.strictObject({
        Condition: Template,
        Assign,
        Output: Template.optional(),
        Next: z.string(),
        ...common,
      }),
    )
    .min(1),
  Default: z.string().optional(),
});

const Task = z.strictObject({
  Type: z.literal("Task"),
  ...onward,
  ...patient,
  Resource: z.enum(["arn:aws:states:::lambda:invoke", "arn:aws:states:::lambda:invoke.waitForTaskToken"]),
  Arguments: z.strictObject({ FunctionName: z.string(), Payload: Template }),
  TimeoutSeconds: Template.optional(),
});

const mapFields = {
  Type: z.literal("Map"),
  ...onward,
  ...patient,
  Items: Template.optional(),
  ItemSelector: Template.optional(),
  MaxConcurrency: z.number().int().nonnegative().default(0),
};
const flatMap = z.strictObject(mapFields);
type MapState = z.infer<typeof flatMap> & { ItemProcessor: Processor };

/** What runs for each item of a Map. */
interface Processor {
  StartAt: string;
  States: Record<string, State>;
}

const Processor: z.ZodType<Processor> = z.lazy(() =>
  z.strictObject({
    ProcessorConfig: z.strictObject({ Mode: z.literal("INLINE") }).optional(),
    StartAt: z.string(),
    States: z.record(z.string(), State),
  }),
);

const flat = [Pass, Task, Wait, Choice, Succeed, Fail] as const;
export type State = z.infer<(typeof flat)[number]> | MapState;
export type StateOf<T extends State["Type"]> = Extract<State, { Type: T }>;

const State: z.ZodType<State> = z.discriminatedUnion("Type", [
  ...flat,
  z.strictObject({ ...mapFields, ItemProcessor: Processor }),
]);

/** The part of the states language that this runner executes; anything else is refused here, never skipped. */
export const Definition = z.strictObject({
  Comment: z.string().optional(),
  QueryLanguage: z.literal("JSONata"),
  StartAt: z.string(),
  States: z.record(z.string(), State),
});
export type Definition = z.infer<typeof Definition>;

/** Reads a definition with placeholders such as ${Advance}; locally a function's name stands for itself. */
export function readDefinition(path: string | URL): Definition {
  const text = readFileSync(path, "utf8").replace(/\$\{(\w+)\}/g, "$1");
  return Definition.parse(JSON.parse(text));
}
