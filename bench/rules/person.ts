import type { Facts } from "#core/program/fact.ts";
import { compile } from "#core/rules/compile.ts";
import { slotsOf } from "#core/rules/compiled/layout.ts";
import { personRules } from "#core/rules/compiled/person.ts";
import { settle } from "#core/rules/settle.ts";
import { trace } from "#core/rules/trace.ts";
import type { Verdict } from "#core/rules/verdict.ts";
import { medians, type Row, rounded } from "../bench.ts";
import { engineAsItComes } from "./as-it-comes.ts";
import { type Applicant, offersByHand } from "./by-hand.ts";
import { dictionary, intake } from "./intake.ts";
import { people } from "./people.ts";

/** Few enough that they stay in the processor's own memory whoever's turn it is, and too many for it to foresee. */
const count = 250;
/**
 * How many each contender decides about in its turn, so that all turns take about as long, and so long that what the one before
 * left in the processor's memory is no matter: the engine decides about 40 in the time in which it is pushed out of there.
 */
const turns = { engine: 40, stored: 10_000, slots: 20_000, receipt: 4_000, hand: 20_000 };
const rounds = 101;

const { layout, decide } = personRules(dictionary, intake);
const rules = compile(dictionary, intake);
const engine = engineAsItComes(dictionary, intake);

/** One person, 15 rules, 40 facts, 69 conditions. Each contender must first give the same answers. */
export async function personRows(): Promise<Row[]> {
  const stored = people(dictionary, count, 1);
  const slots = stored.map((facts) => slotsOf(layout, facts));
  const typed = stored.map(inOneShape);
  await sameAnswers(stored, typed);
  const cost = await medians(
    {
      engine: () => engineTurn(stored),
      stored: turn(turns.stored, stored, (facts) => decide(slotsOf(layout, facts))),
      slots: turn(turns.slots, slots, decide),
      receipt: turn(turns.receipt, stored, receipt),
      hand: turn(turns.hand, typed, offersByHand),
    },
    rounds,
  );
  const each = (name: keyof typeof turns) => cost[name] / turns[name];
  const row = (how: string, ours: keyof typeof turns, theirs: keyof typeof turns, target: number): Row => ({
    what: `one person, 69 conditions, ${how}`,
    ratio: rounded(each(ours) / each(theirs)),
    target,
    against:
      theirs === "engine"
        ? "json-rules-engine as it comes, kept, on the same rules and facts"
        : "code written by hand",
  });
  return [
    row("facts as stored", "stored", "engine", 1 / 400),
    row("facts in slots", "slots", "engine", 1 / 1000),
    row("facts in slots", "slots", "hand", 3),
    row("with the whole receipt", "receipt", "engine", 1 / 100),
  ];
}

/** The verdict and each condition with what was seen, what was wanted and how it came out: a decision without its sentences. */
function receipt(facts: Facts) {
  const { possible, slots } = settle(dictionary, intake, facts);
  return { verdict: possible[0]!, because: trace(rules, slots) };
}

/** Keeps what comes of it, so that no work can be left out. */
let kept: unknown;

/** Goes through everybody, some at each turn. */
function turn<T>(some: number, all: readonly T[], decideOne: (one: T) => unknown): () => unknown {
  let next = 0;
  return () => {
    for (let done = 0; done < some; done++) {
      kept = decideOne(all[next]!);
      next = (next + 1) % all.length;
    }
    return kept;
  };
}

let engineNext = 0;
async function engineTurn(all: readonly Facts[]): Promise<void> {
  for (let done = 0; done < turns.engine; done++) {
    await engine.run(all[engineNext]!);
    engineNext = (engineNext + 1) % all.length;
  }
}

const inOneShape = (facts: Facts): Applicant =>
  Object.fromEntries(
    Object.keys(dictionary.facts).map((name) => [name, facts[name]]),
  ) as unknown as Applicant;

async function sameAnswers(stored: Facts[], typed: Applicant[]): Promise<void> {
  for (const [place, facts] of stored.entries()) {
    const { events } = await engine.run(facts);
    const wanted = events.map(({ type }) => type).join();
    const others = [
      offers(decide(slotsOf(layout, facts))!),
      offers(receipt(facts).verdict),
      offersByHand(typed[place]!).join(),
    ];
    if (others.some((one) => one !== wanted))
      throw new Error(
        `the contenders differ: json-rules-engine says ${wanted}, the others ${others.join(" / ")}`,
      );
  }
}

const offers = ({ all }: Verdict): string => (all ?? []).join();
