import type { FC } from "hono/jsx";
import type { Journey } from "#core/journey/journey.ts";
import { isPersons } from "#core/program/journey-steps.ts";
import type { Desk } from "../desk.ts";
import { Layout } from "../layout.tsx";
import { comingInWords } from "../parts/ahead.tsx";
import { StatusChip, statusOf } from "../parts/chip.tsx";
import { Empty } from "../parts/empty.tsx";
import { personPath } from "../paths.ts";
import { namesOf } from "../person/naming.ts";
import { upcoming } from "../upcoming.ts";
import { capital, count, wordsOf } from "../words.ts";

export interface PeopleFilter {
  role?: string;
  status?: string;
  q?: string;
}

interface Line {
  journey: Journey;
  name: string;
  since: string;
  waits?: string;
  coming?: { what: string; at: string };
}

/** Everyone in the program, with where they stand and what comes next. */
export async function people(desk: Desk, filter: PeopleFilter) {
  const roles = personRoles(desk);
  const lists = await Promise.all(roles.map((role) => desk.runtime.store.journeys.list(desk.program, role)));
  const all = lists.flat();
  const known = await Promise.all(all.map((journey) => line(desk, journey)));
  const shown = known.filter((each) => fits(each, filter)).sort((a, b) => a.name.localeCompare(b.name));
  return (
    <Layout desk={desk} title="People" here="people">
      <div class="head">
        <div>
          <h1>People</h1>
          <p class="lead">{summary(desk, roles, lists)}</p>
        </div>
        <p class="asof">As of {desk.calendar.time(desk.now)}</p>
      </div>
      <Filters desk={desk} roles={roles} statuses={statusesOf(all)} filter={filter} />
      {shown.length > 0 ? <Table desk={desk} lines={shown} /> : <Nobody any={all.length > 0} />}
    </Layout>
  );
}

/** Journeys of people; a match is not a person, nor is the program. */
export const personRoles = (desk: Desk): string[] =>
  Object.entries(desk.pack.journeys)
    .filter(([, definition]) => isPersons(definition))
    .map(([name]) => name);

async function line(desk: Desk, journey: Journey): Promise<Line> {
  const [pack, person] = await Promise.all([
    desk.packOf(journey),
    desk.runtime.store.people.get(Object.values(journey.parties)[0]!.person),
  ]);
  const words = wordsOf(pack, desk.words.language);
  const { waits, dated } = upcoming(journey, pack);
  const [coming] = dated;
  return {
    journey,
    name: person ? `${person.givenName} ${person.familyName}`.trim() : namesOf(journey),
    since: journey.ended?.at ?? journey.threads.main?.since ?? journey.createdAt,
    waits: waits[0] && comingInWords(journey, words, waits[0]),
    coming: coming && { what: comingInWords(journey, words, coming), at: coming.at! },
  };
}

function fits({ journey, name }: Line, { role, status, q }: PeopleFilter): boolean {
  if (role && journey.definition !== role) return false;
  if (status && statusOf(journey) !== status) return false;
  return !q || fold(name).includes(fold(q));
}

/** "Zoe" finds "Zoë". */
const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

const statusesOf = (journeys: Journey[]): string[] => [...new Set(journeys.map(statusOf))].sort();

function summary(desk: Desk, roles: string[], lists: Journey[][]): string {
  return roles.map((role, i) => count(lists[i]!.length, desk.words.role(role).toLowerCase())).join(" and ");
}

const Filters: FC<{ desk: Desk; roles: string[]; statuses: string[]; filter: PeopleFilter }> = (props) => {
  const { desk, roles, statuses, filter } = props;
  return (
    <form class="filters" method="post" action={`${desk.base}/people`}>
      <label>
        Name
        <input type="search" name="q" value={filter.q} />
      </label>
      <label>
        Role
        <select name="role">
          <option value="">Everyone</option>
          {roles.map((role) => (
            <option value={role} selected={role === filter.role}>
              {capital(desk.words.role(role))}
            </option>
          ))}
        </select>
      </label>
      <label>
        Where they stand
        <select name="status">
          <option value="">Anywhere</option>
          {statuses.map((status) => (
            <option value={status} selected={status === filter.status}>
              {capital(status)}
            </option>
          ))}
        </select>
      </label>
      <button class="button quiet small" type="submit">
        Show
      </button>
    </form>
  );
};

const Table: FC<{ desk: Desk; lines: Line[] }> = ({ desk, lines }) => (
  <div class="scroll">
    <table class="stack">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Where they stand</th>
          <th scope="col">Now</th>
          <th scope="col">Next by itself</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ journey, name, since, waits, coming }) => (
          <tr>
            <td>
              <a class="name" href={personPath(desk.base, journey.id)} dir="auto">
                {name}
              </a>
              <small>{capital(desk.words.role(journey.definition))}</small>
            </td>
            <td>
              <StatusChip journey={journey} />
              <small>since {desk.calendar.day(since)}</small>
            </td>
            <td class={waits ? undefined : "none"}>{waits ?? <span class="hint">–</span>}</td>
            <td class={coming ? undefined : "none"}>
              {coming ? (
                <>
                  {desk.calendar.day(coming.at)}
                  <small>{coming.what}</small>
                </>
              ) : (
                <span class="hint">–</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Nobody: FC<{ any: boolean }> = ({ any }) =>
  any ? (
    <Empty title="Nobody fits.">Choose “Everyone” and “Anywhere”, or write less of the name.</Empty>
  ) : (
    <Empty title="Nobody is here yet.">
      People appear as soon as a partner’s form arrives. The address to paste into the form is on the Program
      page.
    </Empty>
  );
