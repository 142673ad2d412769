import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Facts } from "#core/program/fact.ts";
import { decide } from "#core/rules/decide.ts";
import { kept, sentencesOf } from "#core/rules/receipt.ts";
import { maySee, readerOf, visible } from "#core/rules/visible.ts";
import { aDictionary, aPack, aProgram, aRoutingPack, aRule, aRuleSet } from "./a-pack.ts";
import { hold, scaled } from "./law.ts";
import { dictionary, on, person, ruleSets, universe } from "./small-world.ts";

const roles = { mentee: { journey: "mentee" }, mentor: { journey: "mentor" }, referrer: { staff: true } };
const program = aProgram({ roles });
const empty = aPack({ facts: dictionary, program });
const hidden = Object.keys(universe).filter((fact) => dictionary.facts[fact]!.kind !== "ordinary");

describe("what a reader may not see", () => {
  test("makes no difference to what she is shown, once the same was decided", () => {
    const seen = { same: 0 };
    const law = fc.property(ruleSets, person, person, (it, one, other) => {
      const pack = { ...empty, ruleSets: { it } };
      const reader = readerOf(pack, "referrer");
      const secrets: Facts = Object.fromEntries(hidden.map((fact) => [fact, other[fact]!]));
      const [a, b] = [one, { ...one, ...secrets }].map((facts) => decide(pack, "it", facts, on));
      if (a!.outcome !== b!.outcome || String(a!.all) !== String(b!.all)) return;
      seen.same += 1;
      expect(visible(a!, pack, reader)).toEqual(visible(b!, pack, reader));
    });
    hold("what a reader may not see makes no difference to what she is shown", law, 500);
    expect(seen.same).toBeGreaterThan(scaled(100));
  });

  const yes = (fact: string) => ({ fact, operator: "equal", value: true }) as const;
  const facts = aDictionary({
    one: { type: "boolean" },
    health: { type: "boolean", kind: "conversation" },
  });
  const pack = (it: ReturnType<typeof aRuleSet>) =>
    aPack({
      facts,
      program,
      ruleSets: { it },
      texts: { en: { "facts.health": "Her health", "because.it.care": "she is ill" } },
    });
  const rules = [aRule("young", "red", [yes("one")]), aRule("care", "blue", [yes("health")])];
  const both = pack(aRuleSet({ rules }));
  const shownTo = (role: string, known: Facts) =>
    visible(decide(both, "it", known, on), both, readerOf(both, role));

  test("stands neither in values, nor in sentences, nor in what was missing", () => {
    const decision = decide(both, "it", { one: false, health: true }, on);
    expect(decision.sentence.coordinator).toBe("blue: she is ill (Her health: yes).");
    expect(decision.nearMisses.length).toBeGreaterThan(0);

    const shown = shownTo("referrer", { one: false, health: true });
    expect(shown.because.map(({ fact }) => fact)).toEqual(["one"]);
    expect(shown).toMatchObject({ outcome: "blue", rules: [], nearMisses: [] });
    expect(shown.sentence.coordinator).toBe("blue. Something that you may not see plays a part.");
    expect(JSON.stringify(shown)).not.toMatch(/health|\bill\b|care/i);
  });

  test("is not named where it must be asked", () => {
    const shown = shownTo("referrer", { one: false });
    expect(shown.needs).toEqual([]);
    expect(shown.sentence.coordinator).toBe("Something is missing that a coordinator has to find out.");
    expect(shownTo("referrer", {}).sentence.coordinator).toBe(
      "We do not know yet: one. Something is missing that a coordinator has to find out.",
    );
  });

  test("is nothing to a coordinator", () => {
    const decision = decide(both, "it", { one: false, health: true }, on);
    expect(visible(decision, both, readerOf(both, "coordinator"))).toEqual(decision);
  });

  test("a mentor does not read what is asked of mentees alone", () => {
    const asked = aDictionary({
      one: { type: "boolean", roles: ["mentee"] },
      both: { type: "boolean", roles: ["mentee", "mentor"] },
    });
    const it = aRuleSet({ rules: [aRule("a", "red", [yes("one"), yes("both")])] });
    const own = aPack({ facts: asked, program, ruleSets: { it } });
    const decision = decide(own, "it", {}, on);

    expect(decision.needs).toEqual(["one", "both"]);
    expect(visible(decision, own, readerOf(own, "mentor")).needs).toEqual(["both"]);
    expect(visible(decision, own, readerOf(own, "mentee")).needs).toEqual(["one", "both"]);
    expect(visible(decision, own, readerOf(own, "referrer")).needs).toEqual(["one", "both"]);
  });

  test("a mentor reads nothing of the mentee's, not even what is ordinary", () => {
    const it = aRuleSet({ rules: [aRule("a", "possible", [yes("mentee.one"), yes("mentor.one")])] });
    const pair = pack(it);
    const decision = decide(pair, "it", { "mentor.one": true }, on);

    expect(decision.needs).toEqual(["mentee.one"]);
    expect(visible(decision, pair, readerOf(pair, "mentor"))).toMatchObject({ needs: [], because: [] });
  });
});

describe("who may see what", () => {
  const facts = aDictionary(
    {
      open: { type: "rating" },
      talk: { type: "rating", kind: "conversation" },
      inner: { type: "choice", values: ["ordinary", "specialist"], kind: "staff" },
    },
    { lowest: { lowestOf: ["open", "talk"] }, alone: { lowestOf: ["open"] } },
  );
  const pack = aPack({ facts, program });
  const seen = (role: string, ...refs: string[]) =>
    refs.filter((ref) => maySee(pack, readerOf(pack, role), ref));
  const all = ["open", "talk", "inner", "lowest", "alone", "mentor.open", "mentee.open", "mentor.lowest"];

  test("a coordinator everything, other staff what is ordinary, and of a derived fact all behind it", () => {
    expect(seen("coordinator", ...all)).toEqual(all);
    expect(seen("referrer", ...all)).toEqual(["open", "alone", "mentor.open", "mentee.open"]);
  });

  test("people themselves what is ordinary and their own", () => {
    expect(seen("mentor", ...all)).toEqual(["open", "alone", "mentor.open"]);
    expect(seen("referrer", "not-in-the-dictionary")).toEqual(["not-in-the-dictionary"]);
    expect(seen("somebody", ...all)).toEqual(["open", "alone"]);
  });

  test("each in a language of theirs", () => {
    expect(readerOf(pack, "coordinator", "uk")).toStrictEqual({
      staff: true,
      may: ["ordinary", "conversation", "staff"],
      language: "uk",
    });
    expect(readerOf(pack, "referrer", "uk")).toEqual({ staff: true, may: ["ordinary"], language: "uk" });
    expect(readerOf(pack, "mentor")).toStrictEqual({ staff: false, may: ["ordinary"], sides: ["mentor"] });
  });
});

describe("a receipt with something hidden in it", () => {
  const yes = (fact: string) => ({ fact, operator: "equal", value: true }) as const;
  const facts = aDictionary({
    one: { type: "boolean" },
    two: { type: "boolean" },
    health: { type: "boolean", kind: "conversation" },
  });
  const rules = [
    aRule("first", "red", [yes("one")], { points: 1 }),
    aRule("care", "blue", [yes("health")], { points: 2 }),
    aRule("last", "green", [yes("two")], { points: 4 }),
  ];
  const packOf = (hitPolicy: "first match" | "all that match" | "sum of points") =>
    aPack({ facts, program, ruleSets: { it: aRuleSet({ rules, hitPolicy }) } });
  const known = { one: true, two: true, health: true };
  const shown = (hitPolicy: Parameters<typeof packOf>[0], known: Facts) => {
    const pack = packOf(hitPolicy);
    return visible(decide(pack, "it", known, on), pack, readerOf(pack, "referrer"));
  };

  test("shows the rules before what is hidden where the first one decides", () => {
    const { rules, because, params } = shown("first match", { ...known, one: false });

    expect(rules).toEqual([]);
    expect(because.map(({ rule }) => rule)).toEqual(["first"]);
    expect(params).toEqual({ points: 2 });
    expect(shown("first match", known)).toMatchObject({
      rules: ["first"],
      sentence: { coordinator: "red. Something that you may not see plays a part." },
    });
  });

  test("shows all other rules where each counts", () => {
    const { rules, because, sentence } = shown("all that match", known);

    expect(rules).toEqual(["first", "last"]);
    expect(because.map(({ rule }) => rule)).toEqual(["first", "last"]);
    expect(sentence.coordinator).toBe("red and blue and green. Something that you may not see plays a part.");
  });

  test("shows no sum, which would tell what is hidden", () => {
    expect(shown("sum of points", known).params).toEqual({});
  });

  test("asks only for what the reader may see, and says that there is more", () => {
    expect(shown("all that match", {}).sentence.coordinator).toBe(
      "We do not know yet: one, two. Something is missing that a coordinator has to find out.",
    );
    expect(shown("first match", { health: false, one: false }).sentence.coordinator).toBe(
      "We do not know yet: two.",
    );
  });

  test("hides everything of rules that the program does not have any more", () => {
    const pack = packOf("first match");
    const decision = decide(pack, "it", known, on);
    const later = visible(decision, { ...pack, version: "ffffffffffff" }, readerOf(pack, "referrer"));
    const gone = visible(decision, { ...pack, ruleSets: {} }, readerOf(pack, "referrer"));

    expect([later.because, later.rules, gone.because, gone.rules]).toEqual([[], [], [], []]);
    expect(
      visible({ ...decision, ruleSet: "constructor" }, pack, readerOf(pack, "referrer")).because,
    ).toEqual([]);
  });

  test("shows no rule after what is hidden, though it be the first of all", () => {
    const pack = aPack({ facts, program, ruleSets: { it: aRuleSet({ rules: [rules[1]!, rules[0]!] }) } });
    const decision = decide(pack, "it", { ...known, health: false }, on);

    expect(visible(decision, pack, readerOf(pack, "referrer"))).toMatchObject({ because: [], rules: [] });
  });

  test("is whole for a coordinator, whichever version of the program it came from", () => {
    const pack = packOf("first match");
    const decision = decide(pack, "it", { ...known, one: false }, on);
    const later = { ...pack, version: "ffffffffffff" };

    expect(visible(decision, later, readerOf(later, "coordinator"))).toEqual(decision);
  });

  test("is whole where nothing in it is hidden, near misses and all", () => {
    const open = aPack({ facts, program, ruleSets: { it: aRuleSet({ rules: [rules[0]!, rules[2]!] }) } });
    const decision = decide(open, "it", { one: true, two: true }, on);

    expect(decision.nearMisses.length).toBeGreaterThan(0);
    expect(visible(decision, open, readerOf(open, "referrer"))).toEqual(decision);
  });

  test("shows a participant what is still asked of her, and that it is, but no outcome", () => {
    const pack = packOf("all that match");
    const asked = visible(decide(pack, "it", {}, on), pack, readerOf(pack, "mentee"));

    expect(asked).toMatchObject({ outcome: "needs-info", needs: ["one", "two"], ruleSet: "", because: [] });
    expect(visible(decide(pack, "it", known, on), pack, readerOf(pack, "mentee"))).toEqual({
      pack: "willow",
      ruleSet: "",
      version: "0123456789ab",
      outcome: "",
      params: {},
      rules: [],
      because: [],
      needs: [],
      nearMisses: [],
      sentence: { coordinator: "", participant: "" },
    });
  });
});

test("a participant is shown her own sentence, and never a group, a rule, or the name of a rule set", () => {
  const pack = aRoutingPack();
  const decision = decide(pack, "routing", { hasEducation: true, hasWorked: true }, on);
  const shown = visible(decision, pack, readerOf(pack, "mentee", "uk"));

  expect(shown.sentence).toEqual({ coordinator: "", participant: "Ви можете починати." });
  expect(JSON.stringify(shown)).not.toMatch(/group|routing|near-work|hasWorked/i);
});

describe("a receipt that was kept", () => {
  test("holds no sentence, and says when it is read what was said when it was made", () => {
    const law = fc.property(ruleSets, person, fc.subarray(Object.keys(universe)), (it, all, names) => {
      const pack = { ...empty, ruleSets: { it } };
      const known = Object.fromEntries(names.map((name) => [name, all[name]!]));
      const decision = decide(pack, "it", known, on);
      const receipt = kept(decision);

      expect(receipt.sentence).toEqual({ coordinator: "", participant: "" });
      const { coordinator } = sentencesOf(pack, receipt).coordinator
        ? sentencesOf(pack, receipt)
        : receipt.sentence;
      if (decision.outcome !== "needs-info") expect(coordinator).toBe(decision.sentence.coordinator);
      else expect(coordinator).toContain(decision.sentence.coordinator.split(" It could be")[0]);
    });
    hold("a kept receipt says when it is read what was said when it was made", law, 300);
  });

  test("speaks the reader's language, in the program's words for it and the program's own way of saying", () => {
    const { texts, ...rest } = aRoutingPack();
    const uk = {
      ...texts.uk,
      "facts.hasWorked": "Працювала",
      "outcomes.routing.group-one": "Група 1",
      "because.routing.near-work": "є освіта і робота",
      "house.receipt.yes": "так",
    };
    const pack = aPack({ ...rest, texts: { ...texts, uk } });
    const receipt = kept(decide(pack, "routing", { hasEducation: true, hasWorked: true }, on));

    expect(sentencesOf(pack, receipt, "uk")).toEqual({
      coordinator: "Група 1: є освіта і робота (Has finished an education: так; Працювала: так).",
      participant: "Ви можете починати.",
    });
  });

  test("of another version of the program says only what came with it", () => {
    const pack = aRoutingPack();
    const receipt = kept(decide(pack, "routing", { hasEducation: true, hasWorked: true }, on));

    expect(sentencesOf({ ...pack, version: "ffffffffffff" }, receipt).coordinator).toBe("");
  });
});
