import type { FC } from "hono/jsx";
import type { Task } from "#adapters/store.ts";
import type { Desk } from "../desk.ts";
import { Layout } from "../layout.tsx";
import { matchingOf } from "../matches.ts";
import { Empty } from "../parts/empty.tsx";
import { personPath, taskPath } from "../paths.ts";
import { taskTitle } from "../person/task-title.ts";
import { count } from "../words.ts";
import { KeptApart, partiesOf } from "./matches-apart.tsx";
import { Line } from "./matches-line.tsx";
import { Rounds } from "./matches-rounds.tsx";
import { Ended, Running, row } from "./matches-running.tsx";

/** Rounds to look through, who waits, and how the running matches are. */
export async function matches(desk: Desk, flash?: string) {
  const [matching, tasks] = await Promise.all([
    matchingOf(desk),
    desk.runtime.store.tasks.list(desk.program, "open"),
  ]);
  if (!matching)
    return (
      <Layout desk={desk} title="Matches" here="matches">
        <h1>Matches</h1>
        <Empty title="This program matches nobody.">Its file program.json has no “matching”.</Empty>
      </Layout>
    );
  const people = await partiesOf(desk, matching);
  const running = matching.matches.filter(({ ended }) => !ended);
  const decisions = tasks.filter(({ definition }) => definition === desk.pack.program.matching?.journey);
  return (
    <Layout desk={desk} title="Matches" here="matches" flash={flash}>
      <div class="head">
        <div>
          <h1>Matches</h1>
          <p class="lead">
            {count(matching.mentees.length, "mentee")} and {count(matching.mentors.length, "mentor")} ready.{" "}
            {count(running.length, "match is", "matches are")} under way.
          </p>
        </div>
        <p class="asof">As of {desk.calendar.time(desk.now)}</p>
      </div>
      <Decisions desk={desk} tasks={decisions} />
      <Rounds desk={desk} matching={matching} />
      <Line desk={desk} matching={matching} />
      <Running desk={desk} running={await Promise.all(running.map((match) => row(desk, match)))} />
      <Ended desk={desk} ended={matching.matches.filter(({ ended }) => ended)} />
      <KeptApart desk={desk} matching={matching} people={people} />
    </Layout>
  );
}

const Decisions: FC<{ desk: Desk; tasks: Task[] }> = ({ desk, tasks }) =>
  tasks.length === 0 ? null : (
    <section class="block">
      <h2>Waiting for you</h2>
      <ul class="rows">
        {tasks.map((task) => (
          <li>
            <span class="what">
              <a href={taskPath(desk.base, task.journey, task.effect.id)}>{taskTitle(task, desk.words)}</a>
            </span>
            <span class="about">
              <a href={personPath(desk.base, task.journey)}>{task.about.join(" & ")}</a>
              <span>waiting {desk.calendar.age(task.effect.at)}</span>
            </span>
            <span class="act">
              <a class="button small" href={taskPath(desk.base, task.journey, task.effect.id)}>
                Do it
              </a>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
