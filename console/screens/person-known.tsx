import type { FC } from "hono/jsx";
import type { Journey, KnownFact } from "#core/journey/journey.ts";
import type { Desk } from "../desk.ts";
import { Field } from "../parts/field.tsx";
import { Nonce } from "../parts/nonce.tsx";
import { personPath } from "../paths.ts";
import type { Gathered } from "../person/gather.ts";
import { offers } from "../rights.ts";
import { capital, type Words } from "../words.ts";

/** What we know: each fact with who said it and when; staff may correct one at a time. */
export const Known: FC<{ desk: Desk; gathered: Gathered }> = ({ desk, gathered }) => {
  const { journey, words } = gathered;
  return (
    <section class="card">
      <h2>What we know</h2>
      <FactList desk={desk} words={words} journey={journey} />
      {offers(desk.staff, "POST /:program/people/:journey/facts") && (
        <Correct desk={desk} gathered={gathered} />
      )}
    </section>
  );
};

/** The newest first, and no more than one looks at; the rest is a press away. */
export const FactList: FC<{ desk: Desk; words: Words; journey: Journey }> = ({ desk, words, journey }) => {
  const known = Object.entries(journey.facts).sort(([, a], [, b]) =>
    a.at < b.at ? 1 : a.at > b.at ? -1 : 0,
  );
  if (known.length === 0)
    return <p class="hint">Nothing yet. Answers appear here with who gave them and when.</p>;
  return (
    <>
      <Facts desk={desk} words={words} known={known.slice(0, 8)} />
      {known.length > 8 && (
        <details>
          <summary>and {known.length - 8} more</summary>
          <Facts desk={desk} words={words} known={known.slice(8)} />
        </details>
      )}
    </>
  );
};

const Facts: FC<{ desk: Desk; words: Words; known: [string, KnownFact][] }> = ({ desk, words, known }) => (
  <dl class="facts">
    {known.map(([name, { value, at, by }]) => (
      <div>
        <dt>{words.fact(name)}</dt>
        <dd dir="auto">
          {capital(words.value(name, value))}{" "}
          <small>
            {by === "engine" ? "worked out" : `said by ${words.say(`roles.${by}`, {}, by)}`},{" "}
            {desk.calendar.day(at)}
          </small>
        </dd>
      </div>
    ))}
  </dl>
);

/** Choosing the fact and writing it are two pages' worth of one small form, so that it works without scripts. */
const Correct: FC<{ desk: Desk; gathered: Gathered }> = ({ desk, gathered }) => {
  const { journey, words, pack } = gathered;
  const names = correctable(journey, pack.facts.facts);
  if (journey.ended || names.length === 0) return null;
  return (
    <details>
      <summary>Correct or add something</summary>
      <form method="get" action={`${personPath(desk.base, journey.id)}/facts`}>
        <label class="question">
          <span class="hint">What is wrong or missing?</span>
          <select name="fact">
            {names.map((name) => (
              <option value={name}>{words.fact(name)}</option>
            ))}
          </select>
        </label>
        <button class="button quiet small" type="submit">
          Continue
        </button>
      </form>
    </details>
  );
};

function correctable(journey: Journey, facts: Gathered["pack"]["facts"]["facts"]): string[] {
  const match = journey.status.match !== undefined;
  const role = Object.keys(journey.parties)[0]!;
  return Object.entries(facts)
    .filter(
      ([, fact]) => (fact.about === "pair") === match && (match || !fact.roles || fact.roles.includes(role)),
    )
    .map(([name]) => name);
}

/** One fact with its typed control. */
export const CorrectForm: FC<{
  desk: Desk;
  gathered: Gathered;
  fact: string;
  error?: string;
  nonce: string;
}> = (props) => {
  const { desk, gathered, fact, error, nonce } = props;
  const { journey, words } = gathered;
  return (
    <form class="card" method="post" action={`${personPath(desk.base, journey.id)}/facts?fact=${fact}`}>
      <Nonce value={nonce} />
      <Field
        words={words}
        question={{ fact, required: true }}
        value={journey.facts[fact]?.value}
        error={error}
        staff
      />
      <div class="buttons">
        <button class="button" type="submit">
          Save
        </button>
        <a href={personPath(desk.base, journey.id)}>Leave it as it is</a>
      </div>
    </form>
  );
};
