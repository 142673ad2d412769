import { expect, test, vi } from "vitest";
import { confirm } from "#core/rules/confirm.ts";
import { decide } from "#core/rules/decide.ts";
import { aPack, aRoutingPack, aRule, aRuleSet } from "./a-pack.ts";

const on = "2026-03-02";

vi.mock("#core/rules/explore.ts", async (original) => {
  const real = await original<typeof import("#core/rules/explore.ts")>();
  const explore: typeof real.explore = (...all) => {
    const { possible, ...rest } = real.explore(...all);
    // The last way that is left is forgotten.
    return { ...rest, possible: possible.slice(0, 1), needs: [] };
  };
  return { ...real, explore };
});

const pack = (other: string) =>
  aPack({
    ...aRoutingPack(),
    ruleSets: {
      it: aRuleSet({
        rules: [
          aRule("worked", "group-one", [{ fact: "hasWorked", operator: "equal", value: true }]),
          aRule("never-worked", other, [{ fact: "hasWorked", operator: "equal", value: false }]),
        ],
        otherwise: { type: "group-three" },
      }),
    },
  });

test("what stands whatever is missing is tried on ways in which that may turn out", async () => {
  const right = decide(pack("group-one"), "it", {}, on);
  expect(right.outcome).toBe("group-one");
  expect(await confirm(pack("group-one"), "it", {}, on, right)).toBeUndefined();
});

test("a fault in how missing facts are explored is no decision that json-rules-engine confirms", async () => {
  const wrong = decide(pack("group-two"), "it", {}, on);
  expect(wrong.outcome).toBe("group-one");
  expect(await confirm(pack("group-two"), "it", {}, on, wrong)).toMatchObject({
    code: "rules.disagree",
    decided: "group-one",
  });
});
