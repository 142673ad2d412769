import type { FC } from "hono/jsx";
import type { Desk } from "../desk.ts";
import { Chip, StatusChip } from "../parts/chip.tsx";
import { personPath, roundPath } from "../paths.ts";
import { coupleKey } from "../rounds/couple.ts";
import type { PairView, RoundView } from "../rounds/gather-round.ts";
import { namesIn } from "../rounds/words.ts";

/** What became of the pairs that are decided; a match tells its own story. */
export const DecidedPairs: FC<{ desk: Desk; view: RoundView; decided: PairView[] }> = (props) => {
  const { desk, view, decided } = props;
  if (decided.length === 0) return null;
  return (
    <section class="block">
      <h2>Decided</h2>
      <ul class="rows">
        {decided.map(({ pair, match }) => (
          <li>
            <span class="what">
              {match ? (
                <a href={personPath(desk.base, match.id)}>{namesIn(view.people, pair)}</a>
              ) : (
                namesIn(view.people, pair)
              )}
            </span>
            <span class="about">
              {match ? <StatusChip journey={match} /> : <Chip>{chips[pair.state]}</Chip>}
            </span>
            {pair.state === "approved" && !match && <Propose desk={desk} view={view} pair={pair} />}
          </li>
        ))}
      </ul>
    </section>
  );
};

const chips = {
  open: "Put away",
  approved: "Approved, not proposed yet",
  rejected: "Not this time",
  apart: "Never these two",
} as const;

/** Something stopped us between the approval and the proposal. */
const Propose: FC<{ desk: Desk; view: RoundView; pair: PairView["pair"] }> = ({ desk, view, pair }) => (
  <span class="act">
    <form method="post" action={`${roundPath(desk.base, view.round.number)}/propose`}>
      <input type="hidden" name="version" value={String(view.round.version)} />
      <input type="hidden" name="pair" value={coupleKey(pair)} />
      <button class="button small" type="submit">
        Propose it now
      </button>
    </form>
  </span>
);
