import type { FC } from "hono/jsx";
import type { Desk } from "../desk.ts";
import type { Matching, Ready } from "../matches.ts";
import { Chip } from "../parts/chip.tsx";
import { PersonLink } from "../parts/person-link.tsx";
import { namesOf } from "../person/naming.ts";

/** Who is ready and still without a suggestion, and what stands in the way. */
export const Unmatched: FC<{ desk: Desk; matching: Matching }> = ({ desk, matching }) => {
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
        <PersonLink desk={desk} journey={each.journey} />
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
