import type { FC } from "hono/jsx";
import type { Task } from "#adapters/store.ts";
import type { Desk } from "../desk.ts";
import { Layout } from "../layout.tsx";
import { openUntil } from "../opened.ts";
import { Chip, StatusChip } from "../parts/chip.tsx";
import { ErrorSummary } from "../parts/errors.tsx";
import { Nonce } from "../parts/nonce.tsx";
import { personPath, taskPath } from "../paths.ts";
import { type Met, meet } from "../person/gather.ts";
import { namesOf } from "../person/naming.ts";
import { taskScript, taskTitle } from "../person/task-title.ts";
import type { FormRead } from "../reading.ts";
import { maySeeField, offers } from "../rights.ts";
import { capital, lower } from "../words.ts";
import { FactList } from "./person-known.tsx";
import { Concern } from "./task-concern.tsx";
import { Work } from "./task-work.tsx";

export interface TaskView {
  task: Task;
  gathered: Met;
  /** There are words about what is not right, and whoever is signed in does not see them, or only until then. */
  concern?: { hidden: boolean; until?: string };
}

export async function findTask(
  desk: Desk,
  journey: string,
  number: string,
  now: string,
): Promise<TaskView | undefined> {
  const [task, gathered] = await Promise.all([
    desk.runtime.store.tasks.get(journey, `${journey}/${number}`),
    meet(desk, journey),
  ]);
  return task && gathered ? { gathered, ...(await shownOf(desk, task, now)) } : undefined;
}

/** The task without what somebody wrote of their concern, unless it is for whoever is signed in. */
async function shownOf(desk: Desk, task: Task, now: string): Promise<Omit<TaskView, "gathered">> {
  const { words, ...params } = task.effect.params;
  if (task.effect.text !== "tasks.not-right" || !words || maySeeField(desk.staff.role, "concern"))
    return { task };
  const until = await openUntil(desk, task.journey, now);
  if (until !== undefined) return { task, concern: { hidden: false, until } };
  return { task: { ...task, effect: { ...task.effect, params } }, concern: { hidden: true } };
}

/** One task on one page: what to do, for whom, with all that is needed to do it here. */
export function taskPage(desk: Desk, view: TaskView, nonce: string, read?: FormRead, unsaid = false) {
  const { task, gathered } = view;
  const { journey, words } = gathered;
  const title = taskTitle(task, words);
  const script = taskScript(task, words, phoneOf(view));
  return (
    <Layout desk={desk} title={read?.errors.length ? `Error: ${title}` : title} here="today">
      <p class="crumb">
        <a href={desk.base}>Today</a>
      </p>
      <div class="head">
        <div>
          <h1 dir="auto">{title}</h1>
          <p class="lead">
            <TaskState desk={desk} task={task} />
            {" · "}
            <a href={personPath(desk.base, journey.id)}>{namesOf(journey)}</a>
            {`, ${lower(words.say(`roles.${journey.definition}`))} `}
            <StatusChip journey={journey} />
          </p>
        </div>
      </div>
      <div class="split">
        <div>
          {script && (
            <section class="block">
              <p class="script" dir="auto">
                {script}
              </p>
            </section>
          )}
          <Concern desk={desk} view={view} wrong={unsaid} />
          {task.state === "open" && !offers(desk.staff, "POST /:program/tasks/:journey/:number") ? (
            <p class="empty">
              <strong>This is for a coordinator to do.</strong>
            </p>
          ) : task.state === "open" ? (
            <form class="card" method="post" action={taskPath(desk.base, task.journey, task.effect.id)}>
              <Nonce value={nonce} />
              <ErrorSummary words={words} errors={read?.errors ?? []} />
              <Work desk={desk} view={view} read={read} />
            </form>
          ) : (
            <p class="empty">
              <strong>{task.state === "done" ? "This is done." : "This is no longer needed."}</strong>
              {task.closedAt && `Since ${desk.calendar.moment(task.closedAt)}.`}
            </p>
          )}
        </div>
        <div class="aside">
          {gathered.people.map(({ person }) =>
            person ? (
              <section class="card">
                <h2>{person.givenName}</h2>
                {person.phone && (
                  <p>
                    <a class="phone" href={`tel:${person.phone.replace(/[^+\d]/g, "")}`}>
                      {person.phone}
                    </a>
                  </p>
                )}
                <p class="hint">
                  {person.email ?? "no email"} · {person.language}
                </p>
              </section>
            ) : null,
          )}
          <section class="card">
            <h2>What we know</h2>
            <FactList desk={desk} words={words} journey={journey} />
          </section>
        </div>
      </div>
    </Layout>
  );
}

const TaskState: FC<{ desk: Desk; task: Task }> = ({ desk, task }) => {
  if (task.state !== "open")
    return <Chip tone={task.state === "done" ? "green" : "gray"}>{capital(task.state)}</Chip>;
  const { dueAt, urgent, at } = task.effect;
  if (urgent) return <Chip tone="red">Call today</Chip>;
  const late = dueAt !== undefined && desk.calendar.daysUntil(dueAt) < 0;
  if (dueAt) return <Chip tone={late ? "red" : "gray"}>{`Due ${desk.calendar.day(dueAt)}`}</Chip>;
  return <Chip>{`Waiting ${desk.calendar.age(at)}`}</Chip>;
};

/** The phone of the one to call, or of the only one there is. */
function phoneOf({ task, gathered }: TaskView): string | undefined {
  const { work } = task.effect;
  const role = work.kind === "call" ? work.role : gathered.people[0]?.role;
  return gathered.people.find((each) => each.role === role)?.person?.phone;
}
