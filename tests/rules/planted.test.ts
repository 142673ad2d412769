import { expect, test, vi } from "vitest";
import { confirm } from "#core/rules/confirm.ts";
import { decide } from "#core/rules/decide.ts";
import { aRoutingPack } from "./a-pack.ts";

const on = "2026-03-02";
const facts = { hasEducation: true, hasWorked: true, language: "b1", bornOn: "1990-01-01" };

vi.mock("#core/rules/compiled/comparison.ts", async (original) => {
  const real = await original<typeof import("#core/rules/compiled/comparison.ts")>();
  // Yes-or-no is compiled the wrong way round.
  const comparisonOf: typeof real.comparisonOf = (test) => {
    const made = real.comparisonOf(test);
    return typeof test.value === "boolean" ? { ...made, reversed: !made.reversed } : made;
  };
  return { ...real, comparisonOf };
});

test("a fault in compiled rules is no decision that json-rules-engine confirms", async () => {
  const decision = decide(aRoutingPack(), "routing", facts, on);

  expect(decision.outcome).not.toBe("group-one");
  expect(await confirm(aRoutingPack(), "routing", facts, on, decision)).toMatchObject({
    code: "rules.disagree",
    decided: decision.outcome,
    confirmed: "group-one",
    rules: ["near-work", "learning"],
  });
});

test("nor with facts missing, by the rules that are complete", async () => {
  const few = { hasEducation: true, hasWorked: true };
  const decision = decide(aRoutingPack(), "routing", few, on);

  expect(await confirm(aRoutingPack(), "routing", few, on, decision)).toMatchObject({
    decided: "needs-info",
    confirmed: "group-one",
    rules: ["near-work"],
  });
});
