import type { FC } from "hono/jsx";
import { matchingOf } from "#core/matching/candidate.ts";
import type { SeenPair } from "#core/matching/see-pair.ts";
import type { FactValue } from "#core/program/fact.ts";
import { partsOf } from "#core/rules/dictionary.ts";
import type { Desk } from "../desk.ts";
import { lower } from "../words.ts";

/** Each criterion with its points and the values of both sides: what speaks for the two first, the rest one press away. */
export const Criteria: FC<{ desk: Desk; because: SeenPair["because"]; name: (role: string) => string }> = (
  props,
) => {
  const { because } = props;
  const fits = because.filter(({ result }) => result === "passed");
  const rest = because.filter(({ result }) => result !== "passed");
  return (
    <>
      {fits.length === 0 ? (
        <p class="hint">Nothing gives them points.</p>
      ) : (
        <ul class="criteria">
          {fits.map((criterion) => (
            <One {...props} criterion={criterion} />
          ))}
        </ul>
      )}
      {rest.length > 0 && (
        <details>
          <summary>What does not speak for it ({rest.length})</summary>
          <ul class="criteria">
            {rest.map((criterion) => (
              <One {...props} criterion={criterion} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
};

/** The mentee stands first, as in the heading. */
function bySide({ pack }: Desk, saw: SeenPair["because"][number]["saw"]): [string, FactValue][] {
  const { mentee } = matchingOf(pack);
  const isHers = ([fact]: [string, FactValue]) => Number(partsOf(fact).side === `${mentee}.`);
  return Object.entries(saw).sort((one, other) => isHers(other) - isHers(one));
}

const results = { passed: "", failed: "does not fit", unknown: "not known" } as const;

const One: FC<{
  desk: Desk;
  name: (role: string) => string;
  criterion: SeenPair["because"][number];
}> = ({ desk, name, criterion: { sentence, points, result, saw } }) => (
  <li>
    <span>{sentence}</span>
    <span class="points">{result === "passed" ? `+${points}` : results[result]}</span>
    <span class="values">
      {bySide(desk, saw).map(([fact, value]) => {
        const { side, name: plain } = partsOf(fact);
        return (
          <small>
            {side && (
              <>
                <bdi>{name(side.slice(0, -1))}</bdi>
                {": "}
              </>
            )}
            {lower(desk.words.fact(plain))}: <bdi>{desk.words.value(fact, value)}</bdi>
          </small>
        );
      })}
    </span>
  </li>
);
