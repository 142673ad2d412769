import type { FC } from "hono/jsx";
import type { Journey } from "#core/journey/journey.ts";
import type { Desk } from "../desk.ts";
import type { Matching } from "../matches.ts";
import { coupleKey } from "../rounds/couple.ts";
import { namesIn } from "../rounds/words.ts";
import { count } from "../words.ts";

interface Props {
  desk: Desk;
  matching: Matching;
  people: Map<string, Journey>;
}

/** Those whom coordinators keep apart, by the ids of their journeys. */
export async function partiesOf(desk: Desk, { apart }: Matching): Promise<Map<string, Journey>> {
  const ids = [...new Set(apart.flatMap(({ couple }) => [couple.mentor, couple.mentee]))];
  const found = await Promise.all(ids.map((id) => desk.runtime.store.journeys.get(id)));
  return new Map(found.filter((one) => one !== undefined).map((journey) => [journey.id, journey]));
}

/** Who is never suggested for whom, why, and the way back. */
export const KeptApart: FC<Props> = ({ desk, matching: { apart }, people }) =>
  apart.length === 0 ? null : (
    <details>
      <summary>{count(apart.length, "pair that is", "pairs that are")} never suggested</summary>
      <ul class="rows">
        {apart.map(({ couple, reason, by, at }) => (
          <li>
            <span class="what">{namesIn(people, couple)}</span>
            <span class="about">
              {reason} ({by}, {desk.calendar.day(at)})
            </span>
            <span class="act">
              <form method="post" action={`${desk.base}/matches/apart`}>
                <input type="hidden" name="pair" value={coupleKey(couple)} />
                <button class="button quiet small" type="submit">
                  Allow again
                </button>
              </form>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
