import { mustNotLook } from "../program/never-broken.ts";
import type { Pack } from "../program/pack.ts";
import type { Step } from "../program/step.ts";
import { canonicalJson } from "../program/version.ts";
import { decide } from "../rules/decide.ts";
import { routeOf, stepAfter, stepAt } from "./definition.ts";
import { type Draft, log, openTask } from "./draft.ts";
import { outcomesOf } from "./enter.ts";
import type { EventOf } from "./event.ts";
import { type Foreseen, foresee } from "./foresee.ts";
import { countStep } from "./guarded.ts";
import type { Moving, Thread } from "./journey.ts";
import { knownFacts } from "./known.ts";
import { type Landing, type Landings, landingsOf } from "./move.ts";
import { leave, retry, run } from "./run.ts";
import { later } from "./time.ts";
import { endTrack, startTrack } from "./track.ts";
import { lacksFacts } from "./wait.ts";

/** A person moves the journey to another version of its program; to the one that it is on already, nothing is to be done. */
export function startMove(draft: Draft, { to, when, catchUp, steps, by }: EventOf<"moved">): void {
  const { journey } = draft;
  if (journey.ended) return;
  journey.moving = to === journey.pack ? undefined : { to, when, catchUp, steps, by };
}

/** Moves the journey if it is to be moved now, as soon as its letters of this version have gone out: they are written in its words. */
export function moveNow(draft: Draft): void {
  const { moving } = draft.journey;
  if (moving?.when !== "now" || hasLetters(draft)) return;
  const to = versionOf(draft, moving);
  const landings = landingsOf(draft.journey, draft.pack, to, moving.steps);
  if (landings.obstacles.length === 0) return move(draft, to, moving, landings);
  draft.journey.moving = undefined;
  const params = { to: to.version, steps: landings.obstacles.map(({ step }) => step) };
  log(draft, "version.not-moved", { by: moving.by, params });
}

/** When a move that had to wait is tried again. */
export const moveAt = (draft: Draft): string | undefined =>
  draft.journey.moving?.when === "now" ? later(draft.now, "PT1M", "UTC") : undefined;

/** What comes after a step that is done. Who is to be moved at the next step is moved here, if there is a way on from this one. */
export function following(draft: Draft, thread: string, step: string): Step | undefined {
  const { moving } = draft.journey;
  if (moving?.when === "next step" && !hasLetters(draft)) {
    const to = versionOf(draft, moving);
    const landings = landingsOf(draft.journey, draft.pack, to, moving.steps);
    const own = landings.lines.get(thread);
    if (landings.obstacles.length === 0 && own !== undefined && own !== "ends") {
      move(draft, to, moving, landings, thread);
      if (draft.journey.ended) return undefined;
      if (!own.keep && own.enter !== step) return stepAt(draft.route, thread, own.enter);
    }
  }
  return stepAfter(draft.route, thread, step);
}

const hasLetters = ({ journey, effects }: Draft): boolean =>
  [...journey.outbox.map(({ effect }) => effect), ...effects].some(({ kind }) => kind === "mail");

function versionOf({ versions, journey }: Draft, { to }: Moving): Pack {
  const pack = versions.get(to);
  if (!pack) throw new Error(`journey.no-such-version: ${journey.id} is moved to ${to}, which is not there`);
  return pack;
}

/** `leaving` is the line that is done with its step and goes on by itself. */
function move(draft: Draft, to: Pack, moving: Moving, { lines }: Landings, leaving?: string): void {
  const { journey } = draft;
  const from = draft.pack;
  const threads = Object.keys(journey.threads).filter((thread) => thread !== leaving);
  const before = new Map(threads.map((thread) => [thread, foresee(draft, thread)]));
  const stage = stageOf(draft);
  draft.pack = to;
  draft.route = routeOf(to, journey.definition);
  journey.pack = to.version;
  journey.moving = undefined;
  log(draft, "version.moved", { by: moving.by, params: { from: from.version, to: to.version } });
  for (const thread of threads) goOnAt(draft, thread, lines.get(thread)!, before.get(thread));
  if (journey.ended) return;
  if (stageOf(draft) !== stage) enterStage(draft);
  if (moving.catchUp) catchUp(draft, from);
}

/** A line keeps what it waits for. Only what rules have not settled yet is looked at again, and only if they say something else now. */
function goOnAt(draft: Draft, thread: string, landing: Landing, before: Foreseen | undefined): void {
  const line = draft.journey.threads[thread];
  if (!line || draft.journey.ended) return;
  const { word } = draft;
  draft.word = "nobody";
  landAt(draft, thread, line, landing, before);
  draft.word = word;
}

function landAt(
  draft: Draft,
  thread: string,
  line: Thread,
  landing: Landing,
  before: Foreseen | undefined,
): void {
  if (landing === "ends") return endTrack(draft, thread);
  if (!landing.keep) {
    leave(draft, thread);
    return run(draft, thread, stepAt(draft.route, thread, landing.enter));
  }
  const { waiting } = line;
  const step = stepAt(draft.route, thread, line.step);
  if (waiting?.kind === "answers" && waiting.form !== undefined && step && "form" in step)
    waiting.form = step.form;
  const now = foresee(draft, thread);
  if (now === undefined || canonicalJson(now) === canonicalJson(before)) return;
  if ("until" in now && waiting?.kind === "time") waiting.until = now.until;
  else if ("mails" in now && now.mails.length > 0 && waiting?.kind === "answers") waiting.facts = now.mails;
  else decideAnew(draft, thread);
}

/** The letter that asks stays where it is, should this version, or the one before, want its answer again. */
function decideAnew(draft: Draft, thread: string): void {
  const line = draft.journey.threads[thread]!;
  const { waiting, since } = line;
  if (waiting?.kind === "answers" && waiting.facts) line.kept = { since, waiting: { ...waiting, calls: {} } };
  const step = stepAt(draft.route, thread, line.step);
  if (step && !lacksFacts(draft, thread)) countStep(draft, step, -1);
  retry(draft, thread);
}

function stageOf({ route, journey }: Draft): string {
  const at = route.main[route.index.get(journey.threads.main?.step ?? "") ?? -1];
  return canonicalJson([at?.stage.id ?? null, at?.stage.status ?? null]);
}

function enterStage({ route, journey }: Draft): void {
  const at = route.main[route.index.get(journey.threads.main?.step ?? "") ?? -1];
  if (!at) return;
  journey.stage = at.stage.id;
  if (at.stage.status && journey.status.match) journey.status.match = at.stage.status;
  else if (at.stage.status) journey.status.participant = at.stage.status;
}

/** What the version before decided, this one may decide otherwise: then a person is asked. Nothing that was told is told again. */
function catchUp(draft: Draft, from: Pack): void {
  const here = draft.route.index.get(draft.journey.threads.main?.step ?? "") ?? 0;
  const old = routeOf(from, draft.journey.definition);
  const reached = (step: string) => (draft.route.index.get(step) ?? Number.POSITIVE_INFINITY) <= here;
  for (const { step } of draft.route.main.slice(0, here)) proposeAnew(draft, step);
  for (const track of draft.route.definition.tracks) {
    const over = track.until !== undefined && reached(track.until);
    if (!old.tracks.has(track.id) && reached(track.from) && !over) startTrack(draft, track);
  }
}

/** A decision that a person made stands. */
function proposeAnew(draft: Draft, step: Step): void {
  if (step.do !== "decide") return;
  const { ruleSet } = step;
  const { pack, journey } = draft;
  const made = journey.facts[pack.ruleSets[ruleSet]!.decides];
  const open = Object.values(journey.openTasks).some(
    (task) => task.text === "tasks.confirm" && task.step === step.id,
  );
  if (made?.by !== "engine" || open) return;
  mustNotLook(pack, ruleSet);
  const facts = knownFacts(journey);
  const decision = decide(pack, ruleSet, facts, draft.on);
  draft.decisions.push({ pack, ruleSet, facts, on: draft.on, decision });
  if (decision.outcome === made.value || decision.outcome === "needs-info") return;
  const params = { outcome: decision.outcome, ruleSet };
  log(draft, "decision.proposed", { step: step.id, params, receipt: decision });
  const work = { kind: "choose", outcomes: outcomesOf(draft, ruleSet), proposed: decision.outcome } as const;
  openTask(draft, { step: step.id, text: "tasks.confirm", params, work });
}
