import { mustNotBreak, mustNotLook } from "../program/never-broken.ts";
import type { Step, StepOf } from "../program/step.ts";
import { decide } from "../rules/decide.ts";
import { resolve } from "./amount.ts";
import { close } from "./close.ts";
import { type Draft, log, mail, message, nextId, openTask, rolesOf } from "./draft.ts";
import { isMatch, knownFacts, learn } from "./known.ts";
import { workOutRound } from "./round.ts";
import { tellAll } from "./tell-all.ts";
import { later } from "./time.ts";
import { askForFacts, askRoles, wait } from "./wait.ts";

/** What reaching a step leads to: on to the next, a rest until something happens, another step, or the end. */
export type Entered = "next" | "waits" | "ended" | { goTo: string };

/** Does what a step says on reaching it. */
export function enter(draft: Draft, thread: string, step: Step): Entered {
  switch (step.do) {
    case "tell":
      return tell(draft, step);
    case "tell all":
      tellAll(draft, thread, step);
      return "waits";
    case "round":
      workOutRound(draft, thread, step);
      return "waits";
    case "ask":
      return ask(draft, thread, step);
    case "decide":
      return decideStep(draft, thread, step);
    case "task":
      return task(draft, thread, step);
    case "training":
    case "gathering":
      return staffWork(draft, thread, step);
    case "queue":
      return queue(draft, thread, step);
    case "match":
      return requestPlaces(draft, thread, step);
    case "handover":
      return announce(draft, step);
    case "sign":
      return sign(draft, thread, step);
    case "meet":
      return meet(draft, thread, step);
    case "wait":
      return rest(draft, thread, step);
    case "close":
      close(draft, step.as, draft.journey.ending?.reason);
      return "ended";
    case "go to":
      return { goTo: step.step };
  }
}

/** Keeps an outcome as a fact, with the checklist that comes with it. */
export function settle(draft: Draft, step: StepOf<"decide">, outcome: string, by: string): void {
  learn(draft, { [draft.pack.ruleSets[step.ruleSet]!.decides]: outcome }, by);
  const plan = step.plans[outcome];
  if (plan) draft.journey.plans[plan] ??= { ticked: {} };
}

const textOf = (draft: Draft, kind: "mails" | "tasks", step: Step) =>
  `${kind}.${draft.journey.definition}.${step.id}`;

const dueAt = (draft: Draft, step: { due?: string }) =>
  step.due === undefined ? undefined : later(draft.now, step.due, draft.pack.program.zone);

function tell(draft: Draft, step: StepOf<"tell">): Entered {
  const roles = rolesOf(draft, step.to);
  const urgency = step.urgency === "routine" ? undefined : step.urgency;
  mail(draft, roles, { text: textOf(draft, "mails", step), urgency });
  for (const role of roles) log(draft, "mail.told", { step: step.id, params: { role } });
  return "next";
}

function ask(draft: Draft, thread: string, step: StepOf<"ask">): Entered {
  const roles = rolesOf(draft, step.to);
  askRoles(draft, thread, {
    id: nextId(draft),
    step: step.id,
    text: textOf(draft, "mails", step),
    purpose: "form",
    form: step.form,
    roles,
  });
  return "waits";
}

function sign(draft: Draft, thread: string, step: StepOf<"sign">): Entered {
  const known = knownFacts(draft.journey);
  const blanks = draft.pack.agreements[step.agreement]!.blanks.filter((blank) => known[blank] === undefined);
  if (blanks.length > 0) {
    askForFacts(draft, thread, step.id, blanks, nextId(draft));
    return "waits";
  }
  askRoles(draft, thread, {
    id: nextId(draft),
    step: step.id,
    text: textOf(draft, "mails", step),
    purpose: "sign",
    roles: step.by,
  });
  return "waits";
}

function meet(draft: Draft, thread: string, step: StepOf<"meet">): Entered {
  const text = textOf(draft, "mails", step);
  askRoles(draft, thread, {
    id: nextId(draft),
    step: step.id,
    text,
    purpose: "meet",
    form: step.form,
    roles: [step.by],
  });
  return "waits";
}

function decideStep(draft: Draft, thread: string, step: StepOf<"decide">): Entered {
  mustNotLook(draft.pack, step.ruleSet);
  const facts = knownFacts(draft.journey);
  const decision = decide(draft.pack, step.ruleSet, facts, draft.on);
  draft.decisions.push({ pack: draft.pack, ruleSet: step.ruleSet, facts, on: draft.on, decision });
  if (decision.outcome === "needs-info") {
    askForFacts(draft, thread, step.id, decision.needs, nextId(draft));
    return "waits";
  }
  if (decision.outcome !== "review" && !step.confirm.includes(decision.outcome)) {
    mustNotBreak(draft.pack, {
      act: "outcome",
      fact: draft.pack.ruleSets[step.ruleSet]!.decides,
      outcome: decision.outcome,
    });
    draft.word = "rules";
    log(draft, "decision.made", {
      step: step.id,
      params: { outcome: decision.outcome, ruleSet: step.ruleSet },
      receipt: decision,
    });
    settle(draft, step, decision.outcome, "engine");
    return "next";
  }
  const params = { outcome: decision.outcome, ruleSet: step.ruleSet };
  log(draft, "decision.proposed", { step: step.id, params, receipt: decision });
  const outcomes = outcomesOf(draft, step.ruleSet);
  const work = { kind: "choose", outcomes, proposed: decision.outcome } as const;
  wait(draft, thread, {
    kind: "task",
    id: openTask(draft, { thread, step: step.id, text: "tasks.confirm", params, work }),
    proposed: decision.outcome,
  });
  return "waits";
}

/** What a person may choose. */
export function outcomesOf(draft: Pick<Draft, "pack">, name: string): string[] {
  const ruleSet = draft.pack.ruleSets[name]!;
  const types = [...ruleSet.rules.map((rule) => rule.event.type), ruleSet.otherwise.type];
  return [...new Set(types)].filter((type) => type !== "review");
}

function task(draft: Draft, thread: string, step: StepOf<"task">): Entered {
  const work = step.form
    ? ({ kind: "form", form: step.form } as const)
    : step.plan
      ? ({ kind: "plan", plan: step.plan } as const)
      : ({ kind: "done" } as const);
  if (step.plan) draft.journey.plans[step.plan] ??= { ticked: {} };
  const id = openTask(draft, {
    thread,
    step: step.id,
    text: textOf(draft, "tasks", step),
    work,
    dueAt: dueAt(draft, step),
    // Beside the main line a task is a talk that somebody wants; a checklist is over with what it belongs to.
    lasting: thread !== "main" && work.kind !== "plan",
  });
  wait(draft, thread, { kind: "task", id });
  return "waits";
}

function staffWork(draft: Draft, thread: string, step: StepOf<"training"> | StepOf<"gathering">): Entered {
  const id = openTask(draft, {
    thread,
    step: step.id,
    text: textOf(draft, "tasks", step),
    work: { kind: step.do },
    dueAt: dueAt(draft, step),
  });
  wait(draft, thread, { kind: "task", id });
  return "waits";
}

function queue(draft: Draft, thread: string, step: StepOf<"queue">): Entered {
  draft.journey.status.application = "accepted";
  log(draft, "queue.entered", { step: step.id });
  const text = textOf(draft, "tasks", step);
  wait(draft, thread, {
    kind: "queue",
    id: openTask(draft, { thread, step: step.id, text, work: { kind: "match" }, dueAt: dueAt(draft, step) }),
  });
  return "waits";
}

function requestPlaces(draft: Draft, thread: string, step: StepOf<"match">): Entered {
  wait(draft, thread, { kind: "places", granted: [], refused: [] });
  for (const side of step.sides) tellSide(draft, side, "place.requested");
  return "waits";
}

function announce(draft: Draft, step: StepOf<"handover">): Entered {
  const active = step.as === "active";
  for (const place of draft.journey.places) {
    if (active) place.state = "active";
    tellSide(draft, place.side, active ? "match.active" : "match.over", step.as);
  }
  if (!active) draft.journey.places = [];
  log(draft, active ? "match.active" : "match.over", { step: step.id, params: { outcome: step.as } });
  return "next";
}

function tellSide(
  draft: Draft,
  side: string,
  type: "place.requested" | "match.active" | "match.over",
  outcome?: string,
): void {
  const { id } = draft.journey;
  const journey = draft.journey.parties[side]?.journey;
  if (!journey) throw new Error(`match.no-such-side: ${id} has no journey on the side of ${side}`);
  message(draft, journey, { type, match: id, side, from: id, outcome });
}

function rest(draft: Draft, thread: string, step: StepOf<"wait">): Entered {
  if (step.for === "match over") {
    if (isMatch(draft.journey) || draft.journey.places.every((place) => place.state !== "active"))
      return "next";
    wait(draft, thread, { kind: "match over" });
    return "waits";
  }
  const amount = resolve(draft, step.for);
  if ("needs" in amount) {
    askForFacts(draft, thread, step.id, amount.needs, nextId(draft));
    return "waits";
  }
  const until = later(draft.now, amount.duration, draft.pack.program.zone);
  wait(draft, thread, { kind: "time", until });
  log(draft, "wait.started", { step: step.id, params: { until }, receipt: amount.receipt });
  return "waits";
}
