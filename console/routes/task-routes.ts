import type { Context, Hono } from "hono";
import { zoned } from "#console/time.ts";
import { cleanLine } from "#core/forms/value.ts";
import type { JourneyEvent } from "#core/journey/event.ts";
import type { Desk, DeskEnv } from "../desk.ts";
import { trace } from "../guard.ts";
import { isOpeningReason, open } from "../opened.ts";
import type { FieldError } from "../parts/errors.tsx";
import { taskPath } from "../paths.ts";
import { type FormRead, postOf, readForm } from "../reading.ts";
import { missing } from "../screens/missing.tsx";
import { findTask, type TaskView, taskPage } from "../screens/task.tsx";
import { ways } from "../screens/task-call.tsx";
import { questionsOfTask } from "../screens/task-work.tsx";
import { sendAndSettle } from "../settle.ts";

/**
 * GET shows a task, POST does it: one event, whose id is the task's with the nonce of the page that was pressed. `now` is
 * real time, for what is opened for a while.
 */
export function taskRoutes(app: Hono<DeskEnv>, now: () => string): void {
  app.get("/tasks/:journey/:number", async (c) => {
    const view = await findTask(c.var.desk, c.req.param("journey"), c.req.param("number"), now());
    return view ? c.html(taskPage(c.var.desk, view, crypto.randomUUID())) : gone(c);
  });
  app.post("/tasks/:journey/:number", async (c) => {
    const { desk } = c.var;
    const view = await findTask(desk, c.req.param("journey"), c.req.param("number"), now());
    if (!view) return gone(c);
    const post = postOf(await c.req.parseBody({ all: true }));
    const noting = text(post.set) === "note";
    const read = readForm(view.gathered.words, noting ? [] : questionsOfTask(view), post);
    if (!noting) read.errors.push(...undated(desk, view, post), ...unsaid(view, post, read));
    const nonce = text(post.nonce).slice(0, 64);
    const wrong = nonce === "" || read.errors.length > 0;
    if (wrong) return c.html(taskPage(desk, view, nonce || crypto.randomUUID(), read), 422);
    const event = eventOf(desk, view, post, read, nonce);
    if (!event) return c.redirect(taskPath(desk.base, view.task.journey, view.task.effect.id), 303);
    await sendAndSettle(desk.runtime, view.task.journey, event, desk.options.patience);
    const stays = event.type === "worked" && !event.done;
    return c.redirect(
      stays ? taskPath(desk.base, view.task.journey, view.task.effect.id) : `${desk.base}?done=task`,
      303,
    );
  });
  app.post("/tasks/:journey/:number/open", (c) => openConcern(c, now()));
}

/** What was told in confidence, for a while: written down before it is shown. */
async function openConcern(c: Context<DeskEnv>, now: string) {
  const { desk } = c.var;
  const { journey, number } = c.req.param() as { journey: string; number: string };
  const view = await findTask(desk, journey, number, now);
  if (!view?.concern) return gone(c);
  const { reason } = await c.req.parseBody();
  if (!isOpeningReason(reason))
    return c.html(taskPage(desk, view, crypto.randomUUID(), undefined, true), 422);
  await trace(desk.runtime, c, now, { did: "opened", of: journey, what: ["concern"], why: reason });
  await open(desk, journey, now);
  return c.redirect(taskPath(desk.base, journey, view.task.effect.id), 303);
}

const gone = (c: Context) =>
  c.html(missing("There is no such task.", "It may belong to another program."), 404);

type Posted = ReturnType<typeof postOf>;

function eventOf(
  desk: Desk,
  view: TaskView,
  post: Posted,
  read: FormRead,
  nonce: string,
): JourneyEvent | undefined {
  const { effect } = view.task;
  const common = { schema: 1, id: `${effect.id}:${nonce}`, at: desk.now, by: "coordinator" } as const;
  const { work } = effect;
  const note = text(post.note).slice(0, 2000) || undefined;
  if (text(post.set) === "note")
    return note === undefined
      ? undefined
      : { type: "worked", ...common, task: effect.id, facts: {}, note, done: false };
  if (work.kind === "call") {
    const answer = {
      ...common,
      ask: String(effect.params.ask),
      role: work.role,
      how: text(post.how),
    };
    return work.agreement
      ? { type: "signed", ...answer, name: nameIn(post) }
      : { type: "answered", ...answer, facts: read.facts };
  }
  const done = text(post.done) === "yes";
  const worked = { type: "worked", ...common, task: effect.id, facts: read.facts, note, done } as const;
  if (work.kind === "plan") return { ...worked, ticked: list(post.ticked) };
  if (work.kind === "gathering") return gatheringEvent(desk, worked, post);
  if (work.kind === "choose") {
    const outcome = text(post.outcome);
    return work.outcomes.includes(outcome) ? { ...worked, outcome } : undefined;
  }
  return worked;
}

/** A date invites everyone; without one the gathering is over. */
function gatheringEvent(
  desk: Desk,
  worked: Extract<JourneyEvent, { type: "worked" }>,
  post: Posted,
): JourneyEvent {
  const date = dateIn(desk, post);
  if (date) return { ...worked, done: false, date, place: text(post.place).slice(0, 200) };
  return { ...worked, outcome: text(post.outcome) === "canceled" ? "canceled" : "held", done: true };
}

const dateIn = (desk: Desk, post: Posted): string | undefined =>
  text(post.set) === "date" ? zoned(text(post.day), text(post.time), desk.calendar.zone) : undefined;

/** The date was pressed, and there is none. */
function undated(desk: Desk, { task }: TaskView, post: Posted): FieldError[] {
  if (task.effect.work.kind !== "gathering" || text(post.set) !== "date" || text(post.done) === "yes")
    return [];
  return dateIn(desk, post) ? [] : [{ field: "day", words: "Choose a day and a time" }];
}

/** An answer that staff write down says how it came, and a signature whose it is. */
function unsaid({ task }: TaskView, post: Posted, read: FormRead): FieldError[] {
  const { work } = task.effect;
  if (work.kind !== "call") return [];
  Object.assign(read.typed, { name: nameIn(post), how: text(post.how) });
  const named = !work.agreement || nameIn(post) !== "";
  return [
    ...(named ? [] : [{ field: "name", words: "Write the name they agreed with" }]),
    ...(Object.values(ways).includes(text(post.how))
      ? []
      : [{ field: "how", words: "Choose how you got the answer" }]),
  ];
}

const nameIn = (post: Posted): string => cleanLine(text(post.name));

const list = (value: Posted[string]): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
const text = (value: Posted[string]): string => (list(value)[0] ?? "").trim();
