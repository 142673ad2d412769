import type { Fact } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import type { RuleSet } from "../program/rule-set.ts";
import { compile } from "./compile.ts";
import type { Decision } from "./decision.ts";
import { basesOf, derivedOf, entryOf, partsOf } from "./dictionary.ts";
import { factsOf } from "./evaluate.ts";
import { sentencesOf } from "./receipt.ts";
import { missingSentence, participantSentence, say, verdictWording } from "./sentence.ts";

/** Who reads: in which language, which kinds of facts, and whose; participants never read what staff call an outcome. */
export interface Reader {
  staff: boolean;
  may: readonly Fact["kind"][];
  /** Roles of a pair whose facts they may see; all when left out. */
  sides?: readonly string[];
  language?: string;
}

/** Coordinators see everything, other staff what may be asked by mail, and participants only what concerns themselves. */
export function readerOf(pack: Pack, role: string, language?: string): Reader {
  const spoken = language === undefined ? {} : { language };
  if (role === "coordinator") return { staff: true, may: kinds, ...spoken };
  if (pack.program.roles[role]?.staff) return { staff: true, may: ["ordinary"], ...spoken };
  return { staff: false, may: ["ordinary"], sides: [role], ...spoken };
}

/** Whether a reader may see a fact: of a derived one, all that it is worked out from; of a role's own, whoever has that role. */
export function maySee(pack: Pick<Pack, "facts">, reader: Reader, ref: string): boolean {
  const { side } = partsOf(ref);
  if (side !== "" && reader.sides && !reader.sides.includes(side.slice(0, -1))) return false;
  const derived = derivedOf(pack.facts, ref);
  if (derived) return basesOf(derived).every((base) => maySee(pack, reader, side + base));
  const { kind, roles } = entryOf(pack.facts, ref) ?? { kind: "ordinary" };
  if (side === "" && reader.sides && roles && !roles.some((role) => reader.sides!.includes(role)))
    return false;
  return reader.may.includes(kind);
}

/**
 * A receipt as this reader may see it. Two people who differ only in what the reader may not see, and of whom the same was
 * decided, look exactly the same: what is left out follows from the rules and never from a value. Hence rules that look at
 * something hidden are not shown, with "first match" nor any after them, and what was missing for another outcome only where
 * nothing is hidden.
 */
export function visible(receipt: Decision, pack: Pack, reader: Reader): Decision {
  if (!reader.staff) return forParticipant(receipt, pack, reader);
  const ruleSet = Object.hasOwn(pack.ruleSets, receipt.ruleSet) ? pack.ruleSets[receipt.ruleSet] : undefined;
  const shown = ruleSet && pack.version === receipt.version ? openRules(pack, ruleSet, reader) : [];
  if (seesAll(reader) || shown.length === ruleSet?.rules.length)
    return { ...receipt, sentence: sentencesOf(pack, receipt, reader.language) };
  const { couldBe: _, ...open } = receipt;
  const cut: Decision = {
    ...open,
    params: ruleSet?.hitPolicy === "sum of points" ? {} : receipt.params,
    rules: receipt.rules.filter((rule) => shown.includes(rule)),
    because: receipt.because.filter(({ rule }) => shown.includes(rule)),
    needs: receipt.needs.filter((fact) => maySee(pack, reader, fact)),
    nearMisses: [],
  };
  return {
    ...cut,
    sentence: {
      coordinator: cutSentence(receipt, cut, pack, reader),
      participant: toPerson(receipt, pack, reader),
    },
  };
}

const seesAll = ({ may, sides }: Reader): boolean => !sides && kinds.every((kind) => may.includes(kind));

const kinds = ["ordinary", "conversation", "staff"] as const;

/** Names of the rules whose every fact, and with "first match" that of every rule before them, the reader may see. */
export function openRules(pack: Pack, ruleSet: RuleSet, reader: Reader): string[] {
  const open = compile(pack.facts, ruleSet).map(({ tests }) =>
    tests.flatMap(factsOf).every((ref) => maySee(pack, reader, ref)),
  );
  const closed = open.indexOf(false);
  const ordered = ruleSet.hitPolicy === "first match" && closed >= 0;
  return ruleSet.rules.flatMap(({ name }, rule) => (open[rule] && (!ordered || rule < closed) ? name : []));
}

/** Whether every rule of a set may be shown to a reader. */
export const isOpen = (pack: Pack, ruleSet: RuleSet, reader: Reader): boolean =>
  openRules(pack, ruleSet, reader).length === ruleSet.rules.length;

function cutSentence(receipt: Decision, cut: Decision, pack: Pack, { language }: Reader): string {
  const said = { pack, ruleSet: receipt.ruleSet, language, looked: [], facts: {} };
  if (receipt.outcome !== "needs-info")
    return say(said, "hidden", { outcome: verdictWording(said, receipt) });
  const missing = cut.needs.length > 0 ? [missingSentence(said, cut.needs)] : [];
  const hidden = cut.needs.length < receipt.needs.length ? [say(said, "hidden-missing")] : [];
  return [...missing, ...hidden].join(" ");
}

const toPerson = ({ ruleSet, outcome }: Decision, pack: Pack, { language }: Reader): string =>
  participantSentence(pack, ruleSet, outcome, language);

/** Nothing but what the program wrote for them, and what they are asked. */
function forParticipant(receipt: Decision, pack: Pack, reader: Reader): Decision {
  return {
    pack: receipt.pack,
    ruleSet: "",
    version: receipt.version,
    outcome: receipt.outcome === "needs-info" ? receipt.outcome : "",
    params: {},
    rules: [],
    because: [],
    needs: receipt.needs.filter((fact) => maySee(pack, reader, fact)),
    nearMisses: [],
    sentence: { coordinator: "", participant: toPerson(receipt, pack, reader) },
  };
}
