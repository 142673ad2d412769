import type { FC } from "hono/jsx";
import type { Desk } from "../desk.ts";
import type { Matching, Suggestion } from "../matches.ts";
import { Empty } from "../parts/empty.tsx";
import { PersonLink } from "../parts/person-link.tsx";
import { namesOf } from "../person/naming.ts";

/** Who could meet whom and why; a person proposes each pair. */
export const Suggestions: FC<{ desk: Desk; matching: Matching }> = ({ desk, matching }) => (
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
          <PersonLink desk={desk} journey={mentee.journey} /> with{" "}
          <PersonLink desk={desk} journey={mentor.journey} />
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
