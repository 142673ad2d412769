import type { FC } from "hono/jsx";
import { doneSince } from "#core/matching/edit-round.ts";
import { openIn } from "#core/matching/staged-round.ts";
import type { Desk } from "../desk.ts";
import { Layout } from "../layout.tsx";
import { Empty } from "../parts/empty.tsx";
import { roundPath } from "../paths.ts";
import { gatherRound, type PairView, type RoundView } from "../rounds/gather-round.ts";
import { certificateWords, deedWords, namesInWords, stateWords } from "../rounds/words.ts";
import { count } from "../words.ts";
import { PairCard } from "./round-card.tsx";
import { DecidedPairs } from "./round-decided.tsx";
import { LeftOver } from "./round-left.tsx";

/** What a press led to: `flash` says so, `seen` is the version that somebody had before them when others changed it. */
export interface Pressed {
  flash?: string;
  seen?: number;
}

/** One round of matching, to be looked through: each pair with what speaks for it, and what may be done with it. */
export async function roundPage(desk: Desk, number: number, pressed: Pressed = {}) {
  const view = await gatherRound(desk, number);
  if (!view) return undefined;
  const { round, pairs } = view;
  const open = pairs.filter(({ pair }) => openIn(round).includes(pair));
  const decided = pairs.filter(({ pair }) => !openIn(round).includes(pair));
  return (
    <Layout desk={desk} title={`Round ${number}`} here="matches" flash={pressed.flash}>
      <p class="crumb">
        <a href={`${desk.base}/matches`}>Matches</a>
      </p>
      <div class="head">
        <div>
          <h1>Round {number}</h1>
          <p class="lead">
            Worked out {desk.calendar.moment(round.stagedAt)}
            {round.by.id === "engine" ? " by the program" : ` for ${round.by.name}`}, {stateWords(round)}.
            Nobody is asked before you approve a pair; then the mentor is asked first.
          </p>
        </div>
        <p class="asof">As of {desk.calendar.time(desk.now)}</p>
      </div>
      {pressed.seen !== undefined && <Others desk={desk} view={view} seen={pressed.seen} />}
      <p class="certificate">{certificateWords(round)}</p>
      {round.notes.length > 0 && (
        <ul class="plain notes">
          {round.notes.map(({ sentence }) => (
            <li>{namesInWords(view.people, sentence)}</li>
          ))}
        </ul>
      )}
      <OpenPairs desk={desk} view={view} open={open} />
      <DecidedPairs desk={desk} view={view} decided={decided} />
      <LeftOver desk={desk} view={view} />
      <Whole desk={desk} view={view} />
    </Layout>
  );
}

/** Somebody else was here meanwhile: what they did, and that nothing was overwritten. */
const Others: FC<{ desk: Desk; view: RoundView; seen: number }> = ({ desk, view, seen }) => {
  const done = doneSince(view.round, seen);
  return (
    <div class="summary" role="alert" aria-labelledby="others">
      <h2 id="others">Nothing was changed: this round is not as you saw it.</h2>
      <ul>
        {done.length === 0 && <li>A pair is not open any more, or stands as it is.</li>}
        {done.map((deed) => (
          <li>{deedWords(desk, view.people, deed)}</li>
        ))}
      </ul>
    </div>
  );
};

const OpenPairs: FC<{ desk: Desk; view: RoundView; open: PairView[] }> = ({ desk, view, open }) => {
  const { round } = view;
  const path = roundPath(desk.base, round.number);
  return (
    <section class="block">
      <h2>
        Pairs to look at <small>{count(open.length, "pair")}</small>
      </h2>
      {open.length === 0 && (
        <Empty title="No pair is open.">
          {round.pairs.length === 0
            ? "Nobody in this round fits anybody; below stands why."
            : "Each pair of this round is decided."}
        </Empty>
      )}
      {open.map((pair) => (
        <PairCard desk={desk} view={view} shown={pair} open={open} />
      ))}
      {open.length > 0 && (
        <form id="approve" class="card bulk" method="get" action={`${path}/approve`}>
          <input type="hidden" name="version" value={String(round.version)} />
          <p>Tick pairs to approve. The next page shows their letters; nothing goes out before that.</p>
          <button class="button" type="submit">
            Approve the ticked pairs…
          </button>
        </form>
      )}
    </section>
  );
};

/** What is done to the round as a whole, and who did what in it. */
const Whole: FC<{ desk: Desk; view: RoundView }> = ({ desk, view }) => {
  const { round, people } = view;
  const path = roundPath(desk.base, round.number);
  return (
    <section class="block">
      <h2>The whole round</h2>
      {!round.putAway && (
        <div class="card">
          <form method="post" action={`${path}/again`}>
            <input type="hidden" name="version" value={String(round.version)} />
            <p>
              Works out the rest anew among those of this round who are still free. Locked and decided pairs
              stay; what was rejected or declined does not come again.
            </p>
            <div class="buttons">
              <button class="button quiet" type="submit">
                Work out the rest again
              </button>
            </div>
          </form>
          {openIn(round).length > 0 && (
            <form method="post" action={`${path}/put-away`}>
              <input type="hidden" name="version" value={String(round.version)} />
              <div class="buttons">
                <button class="button quiet" type="submit">
                  Put this round away
                </button>
                <span class="hint">Nobody in it loses their place in the line.</span>
              </div>
            </form>
          )}
        </div>
      )}
      <details>
        <summary>Who did what</summary>
        <ul class="plain">
          {round.done.map((deed) => (
            <li>{deedWords(desk, people, deed)}</li>
          ))}
        </ul>
      </details>
    </section>
  );
};
