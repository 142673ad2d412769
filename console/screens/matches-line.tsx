import type { FC } from "hono/jsx";
import type { Ready } from "#adapters/rounds/waiting.ts";
import type { Desk } from "../desk.ts";
import type { Matching } from "../matches.ts";
import { Chip } from "../parts/chip.tsx";
import { PersonLink } from "../parts/person-link.tsx";
import { namesOf } from "../person/naming.ts";
import { namesInWords } from "../rounds/words.ts";

/** Who waits for a match, and the way to ask about any two of them. */
export const Line: FC<{ desk: Desk; matching: Matching }> = ({ desk, matching }) => {
  const { mentees, mentors } = matching;
  if (mentees.length + mentors.length === 0) return null;
  const byId = new Map([...mentees, ...mentors].map(({ journey }) => [journey.id, journey]));
  return (
    <section class="block">
      <h2>In the line</h2>
      {matching.stuck.length > 0 && (
        <ul class="plain notes">
          {matching.stuck.map(({ sentence }) => (
            <li>{namesInWords(byId, sentence)}</li>
          ))}
        </ul>
      )}
      <div class="both">
        <People desk={desk} title="Mentees" ready={mentees} />
        <People desk={desk} title="Mentors" ready={mentors} />
      </div>
      {mentees.length > 0 && mentors.length > 0 && (
        <form class="card two" method="get" action={`${desk.base}/matches/two`}>
          <h3>Why these two, or why not?</h3>
          <div class="filters">
            <Choice label="Mentee" name="mentee" ready={mentees} />
            <Choice label="Mentor" name="mentor" ready={mentors} />
            <button class="button quiet" type="submit">
              Look
            </button>
          </div>
        </form>
      )}
    </section>
  );
};

const People: FC<{ desk: Desk; title: string; ready: Ready[] }> = ({ desk, title, ready }) => (
  <div>
    <h3>
      {title} ({ready.length})
    </h3>
    {ready.length === 0 ? (
      <p class="hint">Nobody waits.</p>
    ) : (
      <ul class="rows">
        {ready.map(({ journey, since, room }) => (
          <li>
            <span class="what">
              <PersonLink desk={desk} journey={journey} />
            </span>
            <span class="about">
              <span>{desk.calendar.age(since)}</span>
              {room <= 0 && <Chip tone="blue">Already in a proposal</Chip>}
              {room > 1 && <span>{room} free places</span>}
            </span>
          </li>
        ))}
      </ul>
    )}
  </div>
);

const Choice: FC<{ label: string; name: string; ready: Ready[] }> = ({ label, name, ready }) => (
  <label>
    {label}
    <select name={name}>
      {ready.map(({ journey }) => (
        <option value={journey.id}>{namesOf(journey)}</option>
      ))}
    </select>
  </label>
);
