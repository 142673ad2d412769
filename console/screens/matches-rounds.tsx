import type { FC } from "hono/jsx";
import type { RoundHead } from "#adapters/store.ts";
import type { Desk } from "../desk.ts";
import type { Matching } from "../matches.ts";
import { Empty } from "../parts/empty.tsx";
import { roundPath } from "../paths.ts";
import { count } from "../words.ts";

/** The round that waits to be looked through, or how one is made; and those that were. */
export const Rounds: FC<{ desk: Desk; matching: Matching }> = ({ desk, matching: { rounds, ...line } }) => {
  const open = rounds.find((round) => round.open > 0);
  const past = rounds.filter((round) => round !== open);
  const free = [line.mentees, line.mentors].map((all) => all.filter(({ room }) => room > 0).length);
  return (
    <section class="block">
      <h2>
        Rounds <small>who could go with whom; nobody is asked before you approve a pair</small>
      </h2>
      {open ? (
        <Open desk={desk} round={open} />
      ) : free.includes(0) ? (
        <Empty title="No round can be worked out.">
          It takes a mentee and a mentor who both wait with a free place.
        </Empty>
      ) : (
        <form class="card" method="post" action={`${desk.base}/matches/rounds`}>
          <p>
            {count(free[0]!, "mentee waits", "mentees wait")} and{" "}
            {count(free[1]!, "mentor has", "mentors have")} a free place.
          </p>
          <div class="buttons">
            <button class="button" type="submit">
              Work out a round
            </button>
          </div>
        </form>
      )}
      {past.length > 0 && (
        <details>
          <summary>{count(past.length, "earlier round")}</summary>
          <ul class="rows">
            {past.map(({ number, stagedAt }) => (
              <li>
                <span class="what">
                  <a href={roundPath(desk.base, number)}>Round {number}</a>
                </span>
                <span class="about">{desk.calendar.day(stagedAt)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
};

const Open: FC<{ desk: Desk; round: RoundHead }> = ({ desk, round }) => (
  <ul class="rows">
    <li>
      <span class="what">
        <a href={roundPath(desk.base, round.number)}>Round {round.number}</a>
      </span>
      <span class="about">
        {count(round.open, "pair")} to look at, worked out {desk.calendar.moment(round.stagedAt)}
      </span>
      <span class="act">
        <a class="button small" href={roundPath(desk.base, round.number)}>
          Look through it
        </a>
      </span>
    </li>
  </ul>
);
