import type { FC } from "hono/jsx";
import type { Task } from "#adapters/store.ts";
import type { Journey } from "#core/journey/journey.ts";
import type { Desk } from "../desk.ts";
import { Layout } from "../layout.tsx";
import { type Matching, matchingOf, type Ready, type Suggestion } from "../matches.ts";
import { comingInWords } from "../parts/ahead.tsx";
import { Chip, StatusChip } from "../parts/chip.tsx";
import { Empty } from "../parts/empty.tsx";
import { personPath, taskPath } from "../paths.ts";
import { namesOf } from "../person/naming.ts";
import { taskTitle } from "../person/task-title.ts";
import { nextThing, upcoming } from "../upcoming.ts";
import { count, wordsOf } from "../words.ts";

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

const Suggestions: FC<{ desk: Desk; matching: Matching }> = ({ desk, matching }) => (
  <section class="block">
    <h2>
      Suggestions <small>nobody is asked before you propose it; then the mentor is asked first</small>
    </h2>
    {matching.pairs.length === 0 && (
      <Empty title="No pair fits right now.">
        Suggestions appear as soon as a mentee and a mentor are both ready and fit each other.
      </Empty>
    )}
    {matching.pairs.map((pair) => (
      <PairCard desk={desk} matching={matching} pair={pair} />
    ))}
  </section>
);

const PairCard: FC<{ desk: Desk; matching: Matching; pair: Suggestion }> = ({ desk, matching, pair }) => {
  const mentor = matching.mentors.find(({ journey }) => journey.id === pair.mentor);
  const mentee = matching.mentees.find(({ journey }) => journey.id === pair.mentee);
  if (!mentor || !mentee) return null;
  return (
    <div class="card pair">
      <span class="score" title="points">
        {pair.score}
        <span class="sr"> points</span>
      </span>
      <div>
        <h3>
          <Person desk={desk} ready={mentee} /> with <Person desk={desk} ready={mentor} />
        </h3>
        <Reasons pair={pair} />
        <p class="hint">
          {namesOf(mentee.journey)} has waited {desk.calendar.age(mentee.since)}, {namesOf(mentor.journey)}{" "}
          {desk.calendar.age(mentor.since)}.
        </p>
      </div>
      <form method="post" action={`${desk.base}/matches`}>
        <input type="hidden" name="mentor" value={pair.mentor} />
        <input type="hidden" name="mentee" value={pair.mentee} />
        <button class="button" type="submit">
          Propose this match
        </button>
      </form>
    </div>
  );
};

/** What speaks for the pair, each with its points; what does not is one press away. */
const Reasons: FC<{ pair: Suggestion }> = ({ pair }) => {
  const [fits, rest] = [pair.because.filter(passed), pair.because.filter((reason) => !passed(reason))];
  return (
    <>
      <ul class="reasons">
        {fits.map(({ sentence, points }) => (
          <li>
            {sentence} <b class="points">+{points}</b>
          </li>
        ))}
      </ul>
      {rest.length > 0 && (
        <details>
          <summary>What does not speak for it</summary>
          <ul class="reasons">
            {rest.map(({ sentence, result }) => (
              <li>
                {sentence} <span class="hint">({result === "unknown" ? "not known" : "does not fit"})</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
};

const passed = ({ result }: Suggestion["because"][number]): boolean => result === "passed";

const Person: FC<{ desk: Desk; ready: Ready }> = ({ desk, ready }) => (
  <a href={personPath(desk.base, ready.journey.id)}>{namesOf(ready.journey)}</a>
);

const Unmatched: FC<{ desk: Desk; matching: Matching }> = ({ desk, matching }) => {
  const everyone = [...matching.mentees, ...matching.mentors];
  const onTheWay = everyone.filter(
    ({ room, journey }) => room <= 0 && journey.places.some(({ state }) => state === "reserved"),
  );
  if (matching.unmatched.length + onTheWay.length === 0) return null;
  return (
    <section class="block">
      <h2>
        Ready, but without a suggestion <small>and why</small>
      </h2>
      <ul class="rows">
        {alike(matching.unmatched).map((group) => (
          <li>
            <span class="what">
              <Names
                desk={desk}
                ready={group.flatMap(({ id }) => everyone.find(({ journey }) => journey.id === id) ?? [])}
              />
            </span>
            <span class="about">{desk.words.role(group[0]!.role)}</span>
            <Whys everyone={everyone} why={group[0]!.why} />
          </li>
        ))}
        {onTheWay.length > 0 && (
          <li>
            <span class="what">
              <Names desk={desk} ready={onTheWay} />
            </span>
            <span class="about">
              <Chip tone="blue">Already in a proposal</Chip>
            </span>
          </li>
        )}
      </ul>
    </section>
  );
};

const Names: FC<{ desk: Desk; ready: Ready[] }> = ({ desk, ready }) => (
  <>
    {ready.map((each, i) => (
      <>
        {i > 0 && ", "}
        <Person desk={desk} ready={each} />
      </>
    ))}
  </>
);

/** Those whom the same thing stops stand in one line. */
function alike(unmatched: Matching["unmatched"]): Matching["unmatched"][] {
  const groups = Map.groupBy(unmatched, ({ role, why }) => JSON.stringify([role, why]));
  return [...groups.values()];
}

/** At most three reasons, each with the one it is about. */
const Whys: FC<{ everyone: Ready[]; why: Matching["unmatched"][number]["why"] }> = ({ everyone, why }) => (
  <span class="about">
    {why.slice(0, 3).map(({ candidate, sentence }) => {
      const other = everyone.find(({ journey }) => journey.id === candidate);
      return (
        <span>
          {other && <b>{namesOf(other.journey)}: </b>}
          {everyone.reduce((said, { journey }) => said.replaceAll(journey.id, namesOf(journey)), sentence)}
        </span>
      );
    })}
  </span>
);

interface Line {
  match: Journey;
  next: string;
  at?: string;
}

async function row(desk: Desk, match: Journey): Promise<Line> {
  const pack = await desk.packOf(match);
  const next = nextThing(upcoming(match, pack));
  return {
    match,
    next: next ? comingInWords(match, wordsOf(pack, desk.words.language), next) : "",
    at: next?.at,
  };
}

const Running: FC<{ desk: Desk; running: Line[] }> = ({ desk, running }) => (
  <section class="block">
    <h2>Under way</h2>
    {running.length === 0 ? (
      <Empty title="No match yet.">
        Propose one above; it appears here with everything that happens in it.
      </Empty>
    ) : (
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Who</th>
              <th scope="col">Where it stands</th>
              <th scope="col">Next</th>
              <th scope="col" class="wide-only">
                When
              </th>
              <th scope="col" class="wide-only">
                Since
              </th>
            </tr>
          </thead>
          <tbody>
            {running.map(({ match, next, at }) => (
              <tr>
                <td>
                  <a class="name" href={personPath(desk.base, match.id)} dir="auto">
                    {namesOf(match)}
                  </a>
                </td>
                <td>
                  <StatusChip journey={match} />
                </td>
                <td>{next}</td>
                <td class="wide-only">{at ? desk.calendar.day(at) : ""}</td>
                <td class="wide-only">{desk.calendar.day(match.createdAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
  </section>
);

const Ended: FC<{ desk: Desk; ended: Journey[] }> = ({ desk, ended }) =>
  ended.length === 0 ? null : (
    <details>
      <summary>{count(ended.length, "ended match", "ended matches")}</summary>
      <ul class="rows">
        {ended.map((match) => (
          <li>
            <span class="what">
              <a href={personPath(desk.base, match.id)}>{namesOf(match)}</a>
            </span>
            <span class="about">
              <StatusChip journey={match} />
              <span>{desk.calendar.day(match.ended!.at)}</span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
