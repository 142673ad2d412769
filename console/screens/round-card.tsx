import type { FC } from "hono/jsx";
import type { Desk } from "../desk.ts";
import { Chip } from "../parts/chip.tsx";
import { PersonLink } from "../parts/person-link.tsx";
import { roundPath } from "../paths.ts";
import { coupleKey } from "../rounds/couple.ts";
import type { PairView, RoundView, Side } from "../rounds/gather-round.ts";
import { awayWords, nameIn, namesIn } from "../rounds/words.ts";
import { count } from "../words.ts";
import { Criteria } from "./criteria.tsx";
import { FactList } from "./person-known.tsx";

interface Props {
  desk: Desk;
  view: RoundView;
  shown: PairView;
  open: PairView[];
}

/** Two people side by side: what speaks for them, what is known of each, and what a coordinator may do. */
export const PairCard: FC<Props> = (props) => {
  const { desk, view, shown } = props;
  const { pair, mentor, mentee, seen } = shown;
  const hindered = hindrance(shown);
  const names = namesIn(view.people, pair);
  const nameOf = (role: string) =>
    role === mentor.role ? nameIn(view.people, mentor.id) : nameIn(view.people, mentee.id);
  return (
    <article class="card couple" aria-label={names}>
      <div class="couple-head">
        <span class="score">
          {seen?.points ?? pair.score}
          <span class="sr"> points</span>
        </span>
        <div>
          <h3>
            <Name desk={desk} side={mentee} /> with <Name desk={desk} side={mentor} />
          </h3>
          <p class="hint">
            {pair.locked && <Chip tone="teal">Locked</Chip>}
            {seen && seen.points !== pair.score && ` ${count(pair.score, "point")} when it was worked out.`}
          </p>
        </div>
        {!hindered && (
          <label class="tick">
            <input type="checkbox" form="approve" name="pair" value={coupleKey(pair)} />
            <span>
              Approve<span class="sr"> {names}</span>
            </span>
          </label>
        )}
      </div>
      {hindered && (
        <p class="hindered">
          <strong>No longer possible:</strong> {hindered}
        </p>
      )}
      {seen && <Criteria desk={desk} because={seen.because} name={nameOf} />}
      <Both {...props} />
      <Acts {...props} names={names} />
    </article>
  );
};

/** Why two cannot be matched today, in a sentence. */
export function hindrance({ mentor, mentee, seen, apart }: PairView): string | undefined {
  if (apart) return "A coordinator wants these two never matched.";
  const away = [mentee, mentor].find((side) => side.away);
  if (away?.away) return `${away.journey ? partyName(away) : "One of the two"} ${awayWords[away.away]}.`;
  if (seen?.may === "no") return "The program’s rules do not let these two be matched any more.";
  return seen?.may === "unknown"
    ? "We do not know enough any more to say whether they may be matched."
    : undefined;
}

const partyName = ({ journey, role }: Side): string => journey?.parties[role]?.givenName ?? "";

const Name: FC<{ desk: Desk; side: Side }> = ({ desk, side }) =>
  side.journey ? <PersonLink desk={desk} journey={side.journey} /> : <>somebody who was erased</>;

const Both: FC<Props> = ({ desk, shown }) => (
  <details>
    <summary>What we know of both</summary>
    <div class="both">
      {[shown.mentee, shown.mentor].map(({ journey, role }) =>
        journey ? (
          <section>
            <h4>
              <bdi>{journey.parties[role]?.givenName}</bdi>, {desk.words.role(role).toLowerCase()}, has waited{" "}
              {desk.calendar.age(journey.threads.main?.since ?? journey.createdAt)}
            </h4>
            <FactList desk={desk} words={desk.words} journey={journey} />
          </section>
        ) : null,
      )}
    </div>
  </details>
);

/** Each act is a form of its own, so that it works without a script. */
const Acts: FC<Props & { names: string }> = ({ desk, view, shown: { pair }, open, names }) => {
  const path = roundPath(desk.base, view.round.number);
  const others = open.filter((other) => other.pair !== pair && !other.pair.locked);
  const Hidden = () => (
    <>
      <input type="hidden" name="version" value={String(view.round.version)} />
      <input type="hidden" name="pair" value={coupleKey(pair)} />
    </>
  );
  return (
    <div class="acts">
      <form method="post" action={`${path}/${pair.locked ? "unlock" : "lock"}`}>
        <Hidden />
        <button class="button quiet small" type="submit">
          {pair.locked ? "Unlock" : "Lock"}
          <span class="sr"> {names}</span>
        </button>
      </form>
      <form method="post" action={`${path}/reject`}>
        <Hidden />
        <button class="button quiet small" type="submit">
          Not this time<span class="sr">: {names}</span>
        </button>
      </form>
      {others.length > 0 && !pair.locked && (
        <details>
          <summary>
            Swap…<span class="sr"> {names}</span>
          </summary>
          <form method="post" action={`${path}/swap`}>
            <Hidden />
            <label>
              <span class="hint">Exchange mentees with</span>
              <select name="other">
                {others.map((other) => (
                  <option value={coupleKey(other.pair)}>{namesIn(view.people, other.pair)}</option>
                ))}
              </select>
            </label>
            <button class="button quiet small" type="submit">
              Swap
            </button>
          </form>
        </details>
      )}
      <details>
        <summary>
          Never these two…<span class="sr"> {names}</span>
        </summary>
        <form method="post" action={`${path}/never`}>
          <Hidden />
          <label>
            <span class="hint">Why? Only coordinators read this.</span>
            <input type="text" name="reason" required maxlength={300} />
          </label>
          <button class="button quiet small" type="submit">
            Never suggest them
          </button>
        </form>
      </details>
    </div>
  );
};
