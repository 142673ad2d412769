import type { FC } from "hono/jsx";
import { coupleIn, pastOf } from "#adapters/rounds/line.ts";
import type { Journey } from "#core/journey/journey.ts";
import { knownFacts } from "#core/journey/known.ts";
import { matchingOf } from "#core/matching/candidate.ts";
import { type DecidedPair, decidePair } from "#core/matching/decide-pair.ts";
import { type Couple, same } from "#core/matching/staged-round.ts";
import { NeverBroken } from "#core/program/never-broken.ts";
import { readerOf, visible } from "#core/rules/visible.ts";
import type { Desk } from "../desk.ts";
import { Layout } from "../layout.tsx";
import { Chip } from "../parts/chip.tsx";
import { Empty } from "../parts/empty.tsx";
import { PersonLink } from "../parts/person-link.tsx";
import { Why } from "../parts/why.tsx";
import { namesOf } from "../person/naming.ts";
import { noteReading, noteReasons, shownTo } from "../reading-notes.ts";
import { readsAs } from "../rights.ts";
import { seenPair } from "../rounds/gather-round.ts";
import { Criteria } from "./criteria.tsx";
import { FactList } from "./person-known.tsx";

/** Why these two, or why not: what the rules say of any mentor and any mentee, and what would have had to be different. */
export async function twoPage(desk: Desk, couple: Couple) {
  const [mentor, mentee] = await Promise.all([couple.mentor, couple.mentee].map((id) => find(desk, id)));
  if (!mentor || !mentee) return undefined;
  const apart = await desk.runtime.store.apart.between(desk.program, couple);
  const matches = await matchesOf(desk, couple);
  const decided = decide(desk, mentor, mentee, matches);
  const seen = seenPair(desk, mentor, mentee, matches);
  const roles = matchingOf(desk.pack);
  const nameOf = (role: string) => namesOf(role === roles.mentor ? mentor : mentee);
  noteReasons(desk);
  return (
    <Layout desk={desk} title={`${namesOf(mentee)} with ${namesOf(mentor)}?`} here="matches">
      <p class="crumb">
        <a href={`${desk.base}/matches`}>Matches</a>
      </p>
      <div class="head">
        <div>
          <h1>
            <PersonLink desk={desk} journey={mentee} /> with <PersonLink desk={desk} journey={mentor} />?
          </h1>
          <p class="lead">
            {decided ? <Answer decided={decided} /> : "The rules would break a promise of this program."}
          </p>
        </div>
      </div>
      {apart && (
        <p class="flash red">
          {apart.by} said never these two, {desk.calendar.day(apart.at)}: {apart.reason}
        </p>
      )}
      {decided && <Receipt desk={desk} decided={decided} />}
      {seen && (
        <section class="card">
          <h2>How well they fit: {seen.points} points</h2>
          <Criteria desk={desk} because={seen.because} name={nameOf} />
        </section>
      )}
      <section class="card">
        <h2>What we know of both</h2>
        <div class="both">
          {[mentee, mentor].map((journey) => (
            <div>
              <h3>
                <bdi>{namesOf(journey)}</bdi>
              </h3>
              <FactList desk={desk} words={desk.words} journey={journey} />
            </div>
          ))}
        </div>
      </section>
      {decided?.may === "yes" && !apart ? (
        <form class="card" method="post" action={`${desk.base}/matches`}>
          <input type="hidden" name="mentor" value={couple.mentor} />
          <input type="hidden" name="mentee" value={couple.mentee} />
          <p>Nobody was asked yet. The mentor is asked first, and the mentee only after a yes.</p>
          <div class="buttons">
            <button class="button" type="submit">
              Propose this match
            </button>
          </div>
        </form>
      ) : (
        <Empty title="These two cannot be proposed.">Above stands what speaks against it.</Empty>
      )}
    </Layout>
  );
}

const Answer: FC<{ decided: DecidedPair }> = ({ decided: { may } }) =>
  may === "yes" ? (
    <Chip tone="green">They may be matched</Chip>
  ) : may === "no" ? (
    <Chip tone="red">They may not be matched</Chip>
  ) : (
    <Chip tone="amber">We must ask first</Chip>
  );

const Receipt: FC<{ desk: Desk; decided: DecidedPair }> = ({ desk, decided }) => {
  const reader = readerOf(desk.pack, readsAs(desk.staff.role), desk.words.language);
  return (
    <section class="card">
      <h2>Whether they may be matched</h2>
      <Why words={desk.words} receipt={visible(decided.allowed, desk.pack, reader)} open />
    </section>
  );
};

/** Those that the two had. */
async function matchesOf(desk: Desk, couple: Couple): Promise<Journey[]> {
  const all = await desk.runtime.store.journeys.list(desk.program, matchingOf(desk.pack).journey);
  return all.filter((match) => {
    const theirs = coupleIn(desk.pack, match);
    return theirs !== undefined && same(theirs, couple);
  });
}

async function find(desk: Desk, id: string): Promise<Journey | undefined> {
  const journey = await desk.runtime.store.journeys.get(id);
  if (journey?.program !== desk.program) return undefined;
  const shown = shownTo(desk, journey);
  noteReading(desk, shown, []);
  return shown;
}

function decide(
  desk: Desk,
  mentor: Journey,
  mentee: Journey,
  matches: readonly Journey[],
): DecidedPair | undefined {
  try {
    const past = pastOf(desk.pack, { mentor, mentee }, matches);
    const sides = { mentor: knownFacts(mentor), mentee: knownFacts(mentee) };
    return decidePair(desk.pack, sides, desk.calendar.today, past);
  } catch (error) {
    if (error instanceof NeverBroken) return undefined;
    throw error;
  }
}
