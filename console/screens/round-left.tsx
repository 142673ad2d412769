import type { FC } from "hono/jsx";
import { matchingOf } from "#core/matching/candidate.ts";
import type { StagedRound } from "#core/matching/staged-round.ts";
import type { Desk } from "../desk.ts";
import { personPath } from "../paths.ts";
import type { RoundView } from "../rounds/gather-round.ts";
import { nameIn } from "../rounds/words.ts";

type Left = StagedRound["unmatched"][number];

/** Who is in the round and without a pair, and what stands between them and those who are nearest. */
export const LeftOver: FC<{ desk: Desk; view: RoundView }> = ({ desk, view }) => {
  const { unmatched } = view.round;
  if (unmatched.length === 0) return null;
  return (
    <section class="block">
      <h2>
        Left over <small>and why</small>
      </h2>
      <ul class="rows">
        {unmatched.map((one) => (
          <li>
            <span class="what">
              <a href={personPath(desk.base, one.id)}>{nameIn(view.people, one.id)}</a>
            </span>
            <span class="about">{desk.words.role(one.role)}</span>
            {one.why.slice(0, 3).map((why) => (
              <span class="about">
                <span>
                  {why.candidate && <b>{nameIn(view.people, why.candidate)}: </b>}
                  {stopWords(desk, why)}
                </span>
                {why.candidate && <a href={twoPath(desk, one, why.candidate)}>Why?</a>}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
};

function twoPath(desk: Desk, { id, role }: Left, other: string): string {
  const isMentor = role === matchingOf(desk.pack).mentor;
  const two = isMentor ? { mentor: id, mentee: other } : { mentor: other, mentee: id };
  return `${desk.base}/matches/two?${new URLSearchParams(two)}`;
}

/** As the round found it; names and sentences are made here, because a round keeps neither. */
function stopWords({ words, pack }: Desk, { stop, rules, needs }: Left["why"][number]): string {
  const { constraints } = matchingOf(pack);
  const said = rules.map((rule) => words.say(`because.${constraints}.${rule}`));
  switch (stop) {
    case "taken":
      return "possible, but already with somebody else.";
    case "apart":
      return "not suggested: it came to nothing before, or a coordinator wants it so.";
    case "unknown":
      return `we do not know yet: ${needs.map((fact) => words.fact(fact)).join(", ")}.`;
    case "forbidden":
      return said.length > 0 ? `not possible: ${said.join("; ")}` : "the rules do not allow it.";
    case "no room":
      return "Has no free place.";
    case "nobody":
      return "There is nobody on the other side.";
    case "not chosen":
      return "Has not chosen yet, or was not chosen.";
    case "by hand":
      return "A coordinator puts pairs together: look at any two on the page Matches.";
    default:
      return "the rules speak against it.";
  }
}
