import type { FC } from "hono/jsx";
import type { FactValue } from "#core/program/fact.ts";
import type { Because, Decision } from "#core/rules/decision.ts";
import { isAdvice } from "#core/rules/near-miss.ts";
import { comparison, lower, type Words } from "../words.ts";

/** Why a decision came out as it did: the sentence, each condition with what we knew, and what was missing for the others. */
export const Why: FC<{ words: Words; receipt: Decision; open?: boolean }> = ({ words, receipt, open }) => (
  <details open={open}>
    <summary>Why?</summary>
    <div class="why">
      <p>{receipt.sentence.coordinator}</p>
      {byRule(receipt).map(([rule, conditions]) => (
        <RuleConditions words={words} receipt={receipt} rule={rule} conditions={conditions} />
      ))}
      <Needs words={words} receipt={receipt} />
      <Missed words={words} receipt={receipt} />
      <p class="meta">
        Decided by the program’s rules “{receipt.ruleSet}”, version {receipt.version}.
      </p>
    </div>
  </details>
);

const marks = { passed: "✓", failed: "✗", unknown: "?", "not looked at": "–" } as const;
const verdicts = {
  passed: "fits",
  failed: "does not fit",
  unknown: "not known",
  "not looked at": "not looked at",
} as const;

const RuleConditions: FC<{ words: Words; receipt: Decision; rule: string; conditions: Because[] }> = (
  props,
) => {
  const { words, receipt, rule, conditions } = props;
  const fired = receipt.rules.includes(rule);
  const looked = conditions.some((condition) => condition.result !== "not looked at");
  const title = words.say(`because.${receipt.ruleSet}.${rule}`);
  if (!looked) return <p class="skipped">Not looked at, because an earlier rule fitted: {title}</p>;
  return (
    <div>
      <h3>
        {fired ? "This rule fitted: " : "This rule did not fit: "}
        {title}
      </h3>
      <ul class="tests">
        {conditions.map((condition) => (
          <li class={condition.result === "not looked at" ? "skipped" : condition.result}>
            <span class="mark" aria-hidden="true">
              {marks[condition.result]}
            </span>
            <span>
              {words.fact(condition.fact)} {comparison(condition.operator)}{" "}
              {lower(words.value(condition.fact, condition.wanted))}
              <Saw words={words} condition={condition} />
              <span class="sr"> ({verdicts[condition.result]})</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
};

const Saw: FC<{ words: Words; condition: Because }> = ({ words, condition }) => {
  if (condition.result === "not looked at") return null;
  return <span class="hint"> – we know: {seen(words, condition.fact, condition.saw)}</span>;
};

const Needs: FC<{ words: Words; receipt: Decision }> = ({ words, receipt }) =>
  receipt.needs.length === 0 ? null : (
    <p>
      <strong>We must ask:</strong> {receipt.needs.map((fact) => words.fact(fact)).join("; ")}
    </p>
  );

const Missed: FC<{ words: Words; receipt: Decision }> = ({ words, receipt }) => {
  if (receipt.nearMisses.length === 0) return null;
  return (
    <div>
      <h3>What was missing for another answer</h3>
      <ul class="tests">
        {receipt.nearMisses.map((miss) => (
          <li>
            <span class="mark" aria-hidden="true">
              →
            </span>
            <span>
              {words.outcome(receipt.ruleSet, miss.outcome)}, if{" "}
              {miss.differs
                .map(
                  ({ fact, saw, wanted }) =>
                    `${lower(words.fact(fact))} were ${seen(words, fact, wanted)} (we know: ${seen(words, fact, saw)})`,
                )
                .join(", and ")}
              {!isAdvice(words.pack.facts, miss) && <span class="hint"> – nobody can change that</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
};

const seen = (words: Words, fact: string, value: FactValue | undefined) => words.value(fact, value);

function byRule(receipt: Decision): [string, Because[]][] {
  const rules = new Map<string, Because[]>();
  for (const because of receipt.because)
    rules.set(because.rule, [...(rules.get(because.rule) ?? []), because]);
  return [...rules];
}
