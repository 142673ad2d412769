import type { FC } from "hono/jsx";
import { isProgram, type Journey } from "#core/journey/journey.ts";
import type { Hold, Person } from "#core/people/person.ts";
import type { Desk } from "../desk.ts";
import { Nonce } from "../parts/nonce.tsx";
import { personPath } from "../paths.ts";
import type { Gathered } from "../person/gather.ts";
import { offers } from "../rights.ts";
import { capital } from "../words.ts";

const endings = {
  mentee: ["withdrawn", "declined", "ended early"],
  match: ["ended early", "canceled"],
} as const;

/** Whom a journey is about; the program's own ends in the words of a match. */
const kindOf = (journey: Journey): keyof typeof endings =>
  journey.status.match === undefined && !isProgram(journey) ? "mentee" : "match";

/** What only a person does: stop routine letters, let them go on, end something early with a reason. */
export const Charge: FC<{ desk: Desk; gathered: Gathered }> = ({ desk, gathered }) => {
  const { journey, people } = gathered;
  const path = personPath(desk.base, journey.id);
  return (
    <section class="card" id="take-charge">
      <h2>Take charge</h2>
      {people.map(({ person }) =>
        person ? <Holds desk={desk} path={path} person={person} many={people.length > 1} /> : null,
      )}
      {!journey.ended && !journey.ending && offers(desk.staff, "POST /:program/people/:journey/end") && (
        <End path={path} of={kindOf(journey)} />
      )}
      {journey.ending && !journey.ended && <p class="hint">Is being ended: {journey.ending.reason}</p>}
    </section>
  );
};

const Holds: FC<{ desk: Desk; path: string; person: Person; many: boolean }> = ({
  desk,
  path,
  person,
  many,
}) => (
  <>
    {person.holds.map((hold) => (
      <HoldLine desk={desk} path={path} person={person} hold={hold} />
    ))}
    <details>
      <summary>
        {many ? `Hold back routine letters to ${person.givenName}` : "Hold back routine letters"}
      </summary>
      <form method="post" action={`${path}/hold`}>
        <Nonce value={crypto.randomUUID()} />
        <input type="hidden" name="person" value={person.id} />
        <p class="question">
          <label for={`why-${person.id}`}>Why?</label>
          <input id={`why-${person.id}`} name="why" type="text" required maxlength={200} />
        </p>
        <button class="button quiet small" type="submit">
          Hold back
        </button>
      </form>
    </details>
  </>
);

const HoldLine: FC<{ desk: Desk; path: string; person: Person; hold: Hold }> = ({
  desk,
  path,
  person,
  hold,
}) => (
  <form class="why" method="post" action={`${path}/lift`}>
    <p>
      Letters to {person.givenName} are on hold since {desk.calendar.day(hold.at)}: {hold.why}{" "}
      <span class="hint">({hold.by})</span>
    </p>
    <input type="hidden" name="person" value={person.id} />
    <input type="hidden" name="hold" value={hold.id} />
    <button class="button quiet small" type="submit">
      Lift the hold
    </button>
  </form>
);

const End: FC<{ path: string; of: keyof typeof endings }> = ({ path, of }) => (
  <details>
    <summary>End this early</summary>
    <form method="post" action={`${path}/end`}>
      <Nonce value={crypto.randomUUID()} />
      <p class="hint">
        You decide this, not the program. It cannot be undone; the reason stays in the story.
      </p>
      <p class="question">
        <label for="end-as">How does it end?</label>
        <select id="end-as" name="as">
          {endings[of].map((as) => (
            <option value={as}>{capital(as)}</option>
          ))}
        </select>
      </p>
      <p class="question">
        <label for="end-reason">Reason</label>
        <input id="end-reason" name="reason" type="text" required maxlength={300} />
      </p>
      <label class="choice">
        <input type="checkbox" name="sure" value="yes" required />
        <span>I have talked to those it concerns</span>
      </label>
      <button class="button danger small" type="submit">
        End it
      </button>
    </form>
  </details>
);
