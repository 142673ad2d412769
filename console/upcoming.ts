import { routeOf, stepAfter, stepAt } from "#core/journey/definition.ts";
import type { Journey, Thread, Waiting } from "#core/journey/journey.ts";
import { patienceOf } from "#core/journey/timer.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Step } from "#core/program/step.ts";

/** One thing that stands or comes. `at` is missing when it hangs on a person and not on the calendar. */
export interface Upcoming {
  kind:
    | "answer"
    | "reminder"
    | "call"
    | "task"
    | "match"
    | "places"
    | "match over"
    | "everybody"
    | "matching"
    | "time"
    | "round"
    | "then";
  at?: string;
  thread: string;
  step?: Step;
  /** Who must answer. */
  roles: string[];
  /** The open task that it hangs on. */
  task?: string;
  /** It has a condition, and may be left out. */
  perhaps?: boolean;
  /** Counts reminders and rounds. */
  number?: number;
}

export interface Ahead {
  /** What it waits for now. */
  waits: Upcoming[];
  /** What will happen by itself, earliest first. */
  dated: Upcoming[];
  /** What follows on the main line, in its order. */
  after: Upcoming[];
}

/** What a journey waits for and what will happen when, as far as it can be said today. */
export function upcoming(journey: Journey, pack: Pack): Ahead {
  if (journey.ended) return { waits: [], dated: [], after: [] };
  const lines = Object.entries(journey.threads);
  const waits = lines.flatMap(([thread, line]) => standing(journey, pack, thread, line));
  const dated = lines.flatMap(([thread, line]) => timed(journey, pack, thread, line));
  return { waits, dated: dated.sort((a, b) => (a.at! < b.at! ? -1 : 1)), after: following(journey, pack) };
}

/** The one line for a table: what it stands at, or else the next thing by date. */
export function nextThing(ahead: Ahead): Upcoming | undefined {
  return ahead.waits[0] ?? ahead.dated[0] ?? ahead.after[0];
}

const kinds = {
  answers: "answer",
  task: "task",
  queue: "match",
  places: "places",
  "match over": "match over",
  cohort: "everybody",
  round: "matching",
  time: "time",
} as const;

function standing(journey: Journey, pack: Pack, thread: string, line: Thread): Upcoming[] {
  const { waiting } = line;
  if (!waiting || waiting.kind === "time") return [];
  const task =
    waiting.kind === "task" || waiting.kind === "queue"
      ? waiting.id
      : waiting.kind === "round"
        ? waiting.task
        : undefined;
  return [
    {
      kind: kinds[waiting.kind],
      thread,
      step: at(journey, pack, thread, line),
      roles: openRoles(waiting),
      task,
    },
  ];
}

function timed(journey: Journey, pack: Pack, thread: string, line: Thread): Upcoming[] {
  const route = routeOf(pack, journey.definition);
  if (line.step === undefined) {
    const first = route.tracks.get(thread)?.steps[0];
    return line.next
      ? [{ kind: "round", at: line.next, thread, step: first, roles: [], number: line.round + 1 }]
      : [];
  }
  if (line.waiting?.kind === "time") {
    return [
      { kind: "time", at: line.waiting.until, thread, step: stepAfter(route, thread, line.step), roles: [] },
    ];
  }
  return line.waiting?.kind === "answers" ? patient(journey, pack, thread, line, line.waiting) : [];
}

function patient(
  journey: Journey,
  pack: Pack,
  thread: string,
  line: Thread,
  waiting: Extract<Waiting, { kind: "answers" }>,
): Upcoming[] {
  const { reminders, escalation } = patienceOf(
    { pack, route: routeOf(pack, journey.definition) },
    thread,
    line,
  );
  const common = { thread, step: at(journey, pack, thread, line), roles: openRoles(waiting) };
  const left = reminders
    .map((moment, i) => ({ kind: "reminder" as const, at: moment, number: i + 1, ...common }))
    .slice(waiting.reminders);
  return Object.keys(waiting.calls).length >= common.roles.length
    ? left
    : [...left, { kind: "call", at: escalation, ...common }];
}

function following(journey: Journey, pack: Pack): Upcoming[] {
  const main = journey.threads.main;
  if (main?.step === undefined) return [];
  const route = routeOf(pack, journey.definition);
  // What a date leads to is told with its date.
  const told = main.waiting?.kind === "time" ? 1 : 0;
  const from = (route.index.get(main.step) ?? -1) + 1 + told;
  const steps = route.main.slice(from).map(({ step }) => step);
  const end = steps.findIndex((step) => leads(step) && !step.when);
  const certain = end < 0 ? steps : steps.slice(0, end + 1);
  return certain
    .filter((step) => !leads(step) || !step.when)
    .map((step) => ({ kind: "then", thread: "main", step, roles: [], perhaps: step.when !== undefined }));
}

/** Steps that lead away from the line; those with a condition are left out of what is told beforehand. */
const leads = (step: Step): boolean => step.do === "close" || step.do === "go to";

const at = (journey: Journey, pack: Pack, thread: string, line: Thread) =>
  stepAt(routeOf(pack, journey.definition), thread, line.step);

const openRoles = (waiting: Waiting): string[] =>
  waiting.kind === "answers" ? waiting.roles.filter((role) => !waiting.answered.includes(role)) : [];
