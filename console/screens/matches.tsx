import type { FC } from "hono/jsx";
import type { Task } from "#adapters/store.ts";
import type { Desk } from "../desk.ts";
import { Layout } from "../layout.tsx";
import { matchingOf } from "../matches.ts";
import { Empty } from "../parts/empty.tsx";
import { personPath, taskPath } from "../paths.ts";
import { taskTitle } from "../person/task-title.ts";
import { noteReasons } from "../reading-notes.ts";
import { count } from "../words.ts";
import { Ended, Running, row } from "./matches-running.tsx";
import { Suggestions } from "./matches-suggestions.tsx";
import { Unmatched } from "./matches-unmatched.tsx";

/** Who could meet whom and why, who waits, and how the running matches are. */
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
  if (matching.pairs.length + matching.unmatched.length > 0) noteReasons(desk);
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
      {matching.stopped && (
        <Empty title="Nobody is suggested.">
          {`The rules of matching would break a promise of this program: ${matching.stopped}. Tell whoever writes its rules.`}
        </Empty>
      )}
      <Suggestions desk={desk} matching={matching} />
      <Unmatched desk={desk} matching={matching} />
      <Running desk={desk} running={await Promise.all(running.map((match) => row(desk, match)))} />
      <Ended desk={desk} ended={matching.matches.filter(({ ended }) => ended)} />
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
