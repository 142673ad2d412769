import type { Pack } from "../program/pack.ts";
import { say } from "../rules/sentence.ts";
import { isOpen, maySee, openRules, type Reader } from "../rules/visible.ts";
import { rulesBehind } from "./answer.ts";
import type { Change, Impact } from "./impact.ts";
import { allQuestions, type Question } from "./question.ts";

/**
 * What changes, as this reader may see it. Two people who differ only in what the reader may not see, and of whom the same is decided
 * in both versions, look exactly the same: what is left out follows from the rules of the two versions and never from a value.
 * Participants read neither rules nor what staff call an outcome.
 */
export function visibleImpact(found: Impact, live: Pack, draft: Pack, reader: Reader): Impact {
  const sides = [
    { pack: live, questions: allQuestions(live) },
    { pack: draft, questions: allQuestions(draft) },
  ];
  const known = new Map<string, Cut>();
  const cutOf = (name: string): Cut => {
    const cut = known.get(name) ?? cutFor(sides, name, reader);
    known.set(name, cut);
    return cut;
  };
  return {
    ...found,
    changed: found.changed.map((change) => cutChange(change, cutOf(change.ruleSet), draft, reader)),
  };
}

type Sides = { pack: Pack; questions: Map<string, Question> }[];

/** What is left of a question: all, or the rules that may be shown, and whether what is decided says more than it may. */
type Cut = "all" | { rules: ReadonlySet<string>; silent: boolean };

function cutFor(sides: Sides, name: string, reader: Reader): Cut {
  const asked = sides.flatMap(({ pack, questions }) => {
    const question = questions.get(name);
    return question ? [{ pack, question }] : [];
  });
  if (reader.staff && asked.every(({ pack, question }) => isShown(pack, question, reader))) return "all";
  const open = asked.map(({ pack, question }) => new Set(openIn(pack, question, reader)));
  const [first, ...more] = reader.staff ? open : [];
  const rules = [...(first ?? [])].filter((rule) => more.every((other) => other.has(rule)));
  return {
    rules: new Set(rules),
    silent: asked.some(({ pack, question }) => saysMore(pack, question, reader)),
  };
}

const openIn = (pack: Pack, question: Question, reader: Reader): string[] => {
  const ruleSet = rulesBehind(pack, question);
  return ruleSet ? openRules(pack, ruleSet, reader) : [];
};

function isShown(pack: Pack, question: Question, reader: Reader): boolean {
  const ruleSet = rulesBehind(pack, question);
  return !saysMore(pack, question, reader) && (!ruleSet || isOpen(pack, ruleSet, reader));
}

/** Points add up what may be hidden, and a length of time may be a hidden fact itself. */
function saysMore(pack: Pack, question: Question, reader: Reader): boolean {
  if (question.kind === "amount" && typeof question.amount === "object" && "fact" in question.amount)
    return !maySee(pack, reader, question.amount.fact);
  const ruleSet = rulesBehind(pack, question);
  return ruleSet?.hitPolicy === "sum of points" && !isOpen(pack, ruleSet, reader);
}

function cutChange(change: Change, cut: Cut, pack: Pack, reader: Reader): Change {
  if (!reader.staff) return { id: change.id, ruleSet: "", from: "", to: "", because: [] };
  if (cut === "all") return change;
  const shown = change.because.filter(({ rule }) => rule !== undefined && cut.rules.has(rule));
  const sentence = say({ pack, ...(reader.language && { language: reader.language }) }, "hidden");
  return {
    ...change,
    ...(cut.silent && { from: "", to: "" }),
    because: [...shown, { sentence }],
  };
}
