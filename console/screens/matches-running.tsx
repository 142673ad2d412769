import type { FC } from "hono/jsx";
import type { Journey } from "#core/journey/journey.ts";
import type { Desk } from "../desk.ts";
import { comingInWords } from "../parts/ahead.tsx";
import { StatusChip } from "../parts/chip.tsx";
import { Empty } from "../parts/empty.tsx";
import { personPath } from "../paths.ts";
import { namesOf } from "../person/naming.ts";
import { nextThing, upcoming } from "../upcoming.ts";
import { count, wordsOf } from "../words.ts";

export interface Line {
  match: Journey;
  next: string;
  at?: string;
}

export async function row(desk: Desk, match: Journey): Promise<Line> {
  const pack = await desk.packOf(match);
  const next = nextThing(upcoming(match, pack));
  return {
    match,
    next: next ? comingInWords(match, wordsOf(pack, desk.words.language), next) : "",
    at: next?.at,
  };
}

/** Matches under way, with what they wait for. */
export const Running: FC<{ desk: Desk; running: Line[] }> = ({ desk, running }) => (
  <section class="block">
    <h2>Under way</h2>
    {running.length === 0 ? (
      <Empty title="No match yet.">
        Propose one above; it appears here with everything that happens in it.
      </Empty>
    ) : (
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Who</th>
              <th scope="col">Where it stands</th>
              <th scope="col">Next</th>
              <th scope="col" class="wide-only">
                When
              </th>
              <th scope="col" class="wide-only">
                Since
              </th>
            </tr>
          </thead>
          <tbody>
            {running.map(({ match, next, at }) => (
              <tr>
                <td>
                  <a class="name" href={personPath(desk.base, match.id)}>
                    {namesOf(match)}
                  </a>
                </td>
                <td>
                  <StatusChip journey={match} />
                </td>
                <td>{next}</td>
                <td class="wide-only">{at ? desk.calendar.day(at) : ""}</td>
                <td class="wide-only">{desk.calendar.day(match.createdAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
  </section>
);

export const Ended: FC<{ desk: Desk; ended: Journey[] }> = ({ desk, ended }) =>
  ended.length === 0 ? null : (
    <details>
      <summary>{count(ended.length, "ended match", "ended matches")}</summary>
      <ul class="rows">
        {ended.map((match) => (
          <li>
            <span class="what">
              <a href={personPath(desk.base, match.id)}>{namesOf(match)}</a>
            </span>
            <span class="about">
              <StatusChip journey={match} />
              <span>{desk.calendar.day(match.ended!.at)}</span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
