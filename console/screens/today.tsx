import type { FC } from "hono/jsx";
import type { UnreadableItem } from "#adapters/store/door.ts";
import type { Task } from "#adapters/store.ts";
import type { Desk } from "../desk.ts";
import { Layout } from "../layout.tsx";
import { Chip } from "../parts/chip.tsx";
import { Empty } from "../parts/empty.tsx";
import { personPath, taskPath } from "../paths.ts";
import { apart } from "../person/naming.ts";
import { taskTitle } from "../person/task-title.ts";
import { count, readable } from "../words.ts";
import { ofUnreadable, type Trouble, TroubleRow, troubles } from "./trouble.tsx";

/** What needs a person today: one list, the most pressing first, and what went wrong. */
export async function today(desk: Desk, flash?: string) {
  const skipped: UnreadableItem[] = [];
  const [tasks, stuck] = await Promise.all([
    desk.runtime.store.tasks.list(desk.program, "open", (item) => skipped.push(item)),
    troubles(desk),
  ]);
  const problems = [...stuck, ...skipped.map((item) => ofUnreadable(desk, item))];
  const searching = tasks.filter(({ effect }) => effect.work.kind === "match");
  const groups = grouped(
    desk,
    tasks.filter(({ effect }) => effect.work.kind !== "match"),
  );
  const needed = tasks.length - searching.length + problems.length + (searching.length > 0 ? 1 : 0);
  return (
    <Layout desk={desk} title="Today" here="today" flash={flash}>
      <div class="head">
        <div>
          <h1>
            {needed === 0 ? "Nothing needs you now" : `${count(needed, "thing needs", "things need")} you`}
          </h1>
          <p class="lead">{desk.calendar.longDay(desk.now)}</p>
        </div>
        <p class="asof">As of {desk.calendar.time(desk.now)}</p>
      </div>
      {needed === 0 && (
        <Empty title="All clear.">
          Tasks appear here when the program needs a person: to decide, to call, to meet somebody. Letters,
          reminders and follow-ups go on by themselves.
        </Empty>
      )}
      {groups.slice(0, 1).map((group) => (
        <TaskGroup desk={desk} {...group} />
      ))}
      <Troubles desk={desk} problems={problems} />
      {groups.slice(1).map((group) => (
        <TaskGroup desk={desk} {...group} />
      ))}
      <Searching desk={desk} tasks={searching} />
    </Layout>
  );
}

interface Group {
  title: string;
  note?: string;
  urgent?: boolean;
  tasks: Task[];
}

/** The first group is always the urgent ones; empty groups are not drawn. */
function grouped(desk: Desk, tasks: Task[]): Group[] {
  // The house's own tasks mean that somebody is silent, did not come or cannot go on: none should wait for a free day.
  const days = ({ effect }: Task) =>
    effect.dueAt
      ? desk.calendar.daysUntil(effect.dueAt)
      : effect.text.split(".").length === 2
        ? 0
        : undefined;
  const urgent = tasks.filter(({ effect }) => effect.urgent);
  const rest = tasks.filter(({ effect }) => !effect.urgent);
  const due = (test: (days: number | undefined) => boolean) =>
    rest.filter((task) => test(days(task))).sort(byDue);
  return [
    { title: "First of all", note: "somebody is waiting for a person", urgent: true, tasks: urgent },
    { title: "Overdue", tasks: due((d) => d !== undefined && d < 0) },
    { title: "Today", tasks: due((d) => d === 0) },
    { title: "Later", note: "not due yet", tasks: due((d) => d === undefined || d > 0) },
  ];
}

const key = ({ effect }: Task) => `${effect.dueAt ?? "9"} ${effect.at}`;
const byDue = (a: Task, b: Task) => (key(a) < key(b) ? -1 : 1);

const TaskGroup: FC<Group & { desk: Desk }> = ({ desk, title, note, urgent, tasks }) => {
  if (tasks.length === 0) return null;
  return (
    <section class="block">
      <h2>
        {title} <small>{note ?? tasks.length}</small>
      </h2>
      <ul class={urgent ? "rows urgent" : "rows"}>
        {tasks.map((task) => (
          <TaskRow desk={desk} task={task} />
        ))}
      </ul>
    </section>
  );
};

const verbs: Record<Task["effect"]["work"]["kind"], string> = {
  form: "Fill in",
  facts: "Fill in",
  plan: "Open the list",
  choose: "Decide",
  training: "Log hours",
  gathering: "Set or report",
  call: "Call",
  done: "Open",
  match: "Find a match",
  round: "Look through it",
};

const TaskRow: FC<{ desk: Desk; task: Task }> = ({ desk, task }) => {
  const { effect, about } = task;
  return (
    <li>
      <span class="what">
        <a href={taskPath(desk.base, task.journey, effect.id)}>{taskTitle(task, desk.words)}</a>
      </span>
      <span class="about">
        <a href={personPath(desk.base, task.journey)}>{aboutWhom(desk, about)}</a>
        <span>{desk.words.say(`roles.${task.definition}`, {}, readable(task.definition))}</span>
        <Due desk={desk} task={task} />
        <span>waiting {desk.calendar.age(effect.at)}</span>
      </span>
      <span class="act">
        <a class="button quiet small" href={taskPath(desk.base, task.journey, effect.id)}>
          {verbs[effect.work.kind]}
        </a>
      </span>
    </li>
  );
};

/** A task of the program's own journey is about nobody. */
const aboutWhom = (desk: Desk, about: string[]): string =>
  about.length === 0 ? desk.words.say("program.name") : about.map(apart).join(" & ") || "Somebody";

const Due: FC<{ desk: Desk; task: Task }> = ({ desk, task }) => {
  const { dueAt, urgent } = task.effect;
  if (urgent) return <Chip tone="red">Call today</Chip>;
  if (!dueAt) return null;
  const days = desk.calendar.daysUntil(dueAt);
  if (days < 0) return <Chip tone="red">{`Due ${desk.calendar.distance(dueAt)}`}</Chip>;
  return <Chip tone={days === 0 ? "amber" : "gray"}>{`Due ${desk.calendar.distance(dueAt)}`}</Chip>;
};

const Troubles: FC<{ desk: Desk; problems: Trouble[] }> = ({ desk, problems }) => {
  if (problems.length === 0) return null;
  return (
    <section class="block">
      <h2>
        Something is stuck <small>nothing is lost; each says how to mend it</small>
      </h2>
      <ul class="rows">
        {problems.map((problem) => (
          <TroubleRow desk={desk} trouble={problem} />
        ))}
      </ul>
    </section>
  );
};

/** People in line are one thing to do, not one each: the matching is done on its own page. */
const Searching: FC<{ desk: Desk; tasks: Task[] }> = ({ desk, tasks }) => {
  if (tasks.length === 0) return null;
  const oldest = tasks.reduce((first, task) => (task.effect.at < first.effect.at ? task : first));
  return (
    <section class="block">
      <h2>Ready to be matched</h2>
      <ul class="rows">
        <li>
          <span class="what">
            <a href={`${desk.base}/matches`}>{count(tasks.length, "person is", "people are")} ready</a>
          </span>
          <span class="about">
            {names(tasks)}
            <span>longest: {desk.calendar.age(oldest.effect.at)}</span>
          </span>
          <span class="act">
            <a class="button quiet small" href={`${desk.base}/matches`}>
              See suggestions
            </a>
          </span>
        </li>
      </ul>
    </section>
  );
};

/** Each name keeps its own direction, so that two Arabic names in a row do not change places. */
function names(tasks: Task[]): string {
  const all = [...new Set(tasks.flatMap(({ about }) => about.map(apart)))];
  return all.length > 5 ? `${all.slice(0, 5).join(", ")} and ${all.length - 5} more` : all.join(", ");
}
