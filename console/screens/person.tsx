import type { FC } from "hono/jsx";
import { isProgram } from "#core/journey/journey.ts";
import { languageName } from "#core/messages/language.ts";
import type { Desk } from "../desk.ts";
import { Layout } from "../layout.tsx";
import { AheadList } from "../parts/ahead.tsx";
import { Chip, StatusChip } from "../parts/chip.tsx";
import { taskPath } from "../paths.ts";
import { type Gathered, gather } from "../person/gather.ts";
import { namesOf } from "../person/naming.ts";
import { taskTitle } from "../person/task-title.ts";
import { capital } from "../words.ts";
import { Charge } from "./person-charge.tsx";
import { Known } from "./person-known.tsx";
import { Plans } from "./person-plans.tsx";
import { Reach, type Refused } from "./person-reach.tsx";
import { Related } from "./person-related.tsx";
import { Story } from "./person-story.tsx";

/** One person, or one match: the story so far, what comes next and when, what we know, and what staff may do. */
export async function person(desk: Desk, id: string, flash?: string, refused?: Refused) {
  const gathered = await gather(desk, id);
  if (!gathered) return undefined;
  const { journey, words, ahead } = gathered;
  const match = journey.status.match !== undefined;
  const place = isProgram(journey) ? "program" : match ? "matches" : "people";
  return (
    <Layout desk={desk} title={titleOf(gathered)} here={place} flash={flash}>
      <p class="crumb">
        <a href={`${desk.base}/${place}`}>{capital(place)}</a>
      </p>
      <div class="head">
        <div>
          <h1>
            <bdi>{titleOf(gathered)}</bdi>
          </h1>
          <p class="lead">
            <StatusChip journey={journey} />{" "}
            {isProgram(journey)
              ? "The program’s own journey · "
              : `${capital(words.say(`roles.${journey.definition}`))} · they read: `}
            <q>{words.stage(journey.definition, journey.stage)}</q>
          </p>
          <HoldChips gathered={gathered} />
        </div>
        <p class="asof">As of {desk.calendar.moment(desk.now)}</p>
      </div>
      <div class="split">
        <div>
          <OpenTasks desk={desk} gathered={gathered} />
          <section class="block">
            <h2>
              The story so far <small>newest first</small>
            </h2>
            <Story desk={desk} gathered={gathered} />
          </section>
        </div>
        <div class="aside">
          <section class="card">
            <h2>What comes next, when</h2>
            <AheadList desk={desk} journey={journey} words={words} ahead={ahead} />
          </section>
          <Contact desk={desk} gathered={gathered} refused={refused} />
          <Related desk={desk} gathered={gathered} />
          <Known desk={desk} gathered={gathered} />
          <Plans desk={desk} gathered={gathered} />
          <Charge desk={desk} gathered={gathered} />
        </div>
      </div>
    </Layout>
  );
}

function titleOf({ journey, people, words }: Gathered): string {
  if (isProgram(journey)) return words.say("program.name");
  const only = people.length === 1 ? people[0]?.person : undefined;
  return only ? `${only.givenName} ${only.familyName}`.trim() : namesOf(journey);
}

const HoldChips: FC<{ gathered: Gathered }> = ({ gathered }) => {
  const { people } = gathered;
  const held = people.filter(({ person }) => person && person.holds.length > 0);
  const silent = people.filter(({ person }) => person?.suppressed);
  if (held.length + silent.length === 0) return null;
  return (
    <p class="lead">
      {held.map(({ person }) => (
        <Chip tone="amber">{`${person!.givenName}: letters on hold`}</Chip>
      ))}{" "}
      {silent.map(({ person }) => (
        <Chip tone="red">{`${person!.givenName}: no letters (${person!.suppressed})`}</Chip>
      ))}{" "}
      {held.length > 0 && <a href="#take-charge">Lift the hold</a>}
    </p>
  );
};

const OpenTasks: FC<{ desk: Desk; gathered: Gathered }> = ({ desk, gathered }) => {
  const open = gathered.tasks.filter(({ state }) => state === "open");
  if (open.length === 0) return null;
  return (
    <section class="block">
      <h2>Needs you</h2>
      <ul class="rows">
        {open.map((task) => {
          const matching = task.effect.work.kind === "match";
          const path = matching ? `${desk.base}/matches` : taskPath(desk.base, task.journey, task.effect.id);
          return (
            <li>
              <span class="what">
                <a href={path}>{taskTitle(task, gathered.words)}</a>
              </span>
              <span class="about">
                {task.effect.urgent && <Chip tone="red">Call today</Chip>}
                {task.effect.dueAt && <span>due {desk.calendar.day(task.effect.dueAt)}</span>}
                <span>waiting {desk.calendar.age(task.effect.at)}</span>
              </span>
              <span class="act">
                <a class="button small" href={path}>
                  {matching ? "See suggestions" : "Do it"}
                </a>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
};

const Contact: FC<{ desk: Desk; gathered: Gathered; refused?: Refused }> = ({ desk, gathered, refused }) => (
  <>
    {gathered.people.map(({ role, person }) =>
      person ? (
        <section class="card">
          <h2>
            {gathered.people.length > 1 ? `${person.givenName} (${gathered.words.role(role)})` : "Contact"}
          </h2>
          <dl class="pairs">
            <dt>Email</dt>
            <dd>{person.email ?? "none"}</dd>
            <dt>Phone</dt>
            <dd>
              {person.phone ? (
                <a href={`tel:${person.phone.replace(/[^+\d]/g, "")}`}>{person.phone}</a>
              ) : (
                "none"
              )}
            </dd>
            <dt>Language</dt>
            <dd lang={person.language}>
              <bdi>{languageName(person.language)}</bdi>
            </dd>
            {person.zone && <dt>Time zone</dt>}
            {person.zone && <dd>{person.zone}</dd>}
          </dl>
          <Reach desk={desk} gathered={gathered} person={person} refused={refused} />
        </section>
      ) : null,
    )}
  </>
);
