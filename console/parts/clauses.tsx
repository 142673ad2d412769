import type { FC } from "hono/jsx";
import type { Journey } from "#core/journey/journey.ts";
import { argsOf } from "../person/naming.ts";
import type { Words } from "../words.ts";

/** An agreement as it is to be signed: its clauses, with what the pair agreed filled in. */
export const Clauses: FC<{ words: Words; journey: Journey; agreement: string }> = ({
  words,
  journey,
  agreement,
}) => {
  const definition = words.pack.agreements[agreement];
  if (!definition) throw new Error(`program ${words.pack.id} has no agreement "${agreement}"`);
  const blanks = definition.blanks.map((fact) => ({ fact, value: journey.facts[fact]?.value }));
  const filled = Object.fromEntries(
    blanks.flatMap(({ fact, value }) => (value === undefined ? [] : [[fact, value]])),
  );
  const args = argsOf(journey, words, filled);
  return (
    <>
      <ol class="clauses">
        {definition.clauses.map(({ id }) => (
          <li>{words.say(`agreements.${agreement}.clauses.${id}`, args)}</li>
        ))}
      </ol>
      {blanks.length > 0 && (
        <dl class="blanks">
          {blanks.map(({ fact, value }) => (
            <>
              <dt>{words.fact(fact)}</dt>
              <dd>{words.value(fact, value)}</dd>
            </>
          ))}
        </dl>
      )}
    </>
  );
};
