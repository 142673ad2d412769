import { readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { impact } from "#core/impact/impact.ts";
import type { Subject } from "#core/impact/subject.ts";
import type { Facts } from "#core/program/fact.ts";
import type { Pack } from "#core/program/pack.ts";
import type { RuleSet } from "#core/program/rule-set.ts";
import { decide } from "#core/rules/decide.ts";
import { aPack } from "../rules/a-pack.ts";
import { dictionary, facts, on, ruleSets } from "../rules/arbitrary.ts";

const seed = 20260302;
const version = (routing: RuleSet): Pack => aPack({ facts: dictionary, ruleSets: { routing } });

/** Anybody, of whom any part is known. */
const people = fc.array(
  fc
    .record({ all: facts, kept: fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }) })
    .map(({ all, kept }) => Object.fromEntries(Object.entries(all).filter((_, place) => kept[place]))),
  { minLength: 1, maxLength: 8 },
);
const subjects = (all: Facts[]): Subject[] => all.map((known, place) => ({ id: `p${place}`, facts: known }));

/** A version and a draft of it, in which one rule is gone, changed, elsewhere, or leads elsewhere. */
const versions = fc
  .record({
    one: ruleSets,
    other: ruleSets,
    place: fc.nat(3),
    what: fc.constantFrom("gone", "changed", "first", "event"),
  })
  .map(({ one, other, place, what }) => {
    const draft = structuredClone(one);
    const [rule] = draft.rules.splice(place % draft.rules.length, 1);
    if (what === "changed")
      draft.rules.splice(place, 0, { ...rule!, conditions: other.rules[0]!.conditions });
    if (what === "first") draft.rules.unshift(rule!);
    if (what === "event")
      draft.rules.splice(place, 0, { ...rule!, event: { type: "green", params: { points: 4 } } });
    if (draft.rules.length === 0) draft.rules.push({ ...rule!, conditions: other.rules[0]!.conditions });
    return { live: version(one), draft: version(draft) };
  });

const said = (pack: Pack, known: Facts) => {
  const { outcome, params, all, needs } = decide(pack, "routing", known, on);
  return JSON.stringify([outcome, Object.entries(params).sort(), all ?? [], [...needs].sort()]);
};

describe("impact", () => {
  it("names exactly those whom two versions decide differently about, and gives each a reason", () => {
    let [compared, changes] = [0, 0];
    fc.assert(
      fc.property(versions, people, ({ live, draft }, all) => {
        const { changed, unchanged } = impact(live, draft, subjects(all), on);
        const differ = all.flatMap((known, place) =>
          said(live, known) === said(draft, known) ? [] : [`p${place}`],
        );
        expect(changed.map(({ id }) => id)).toEqual(differ);
        expect(unchanged).toBe(all.length - differ.length);
        expect(
          changed.every(
            ({ because }) => because.length > 0 && because.every(({ sentence }) => sentence !== ""),
          ),
        ).toBe(true);
        compared += all.length;
        changes += changed.length;
      }),
      { numRuns: 300, seed },
    );
    console.info(`impact: ${changes} changes in ${compared} comparisons of random versions, seed ${seed}`);
    expect(changes).toBeGreaterThan(compared / 20);
  });

  it("finds nothing between a version and itself", () => {
    fc.assert(
      fc.property(ruleSets, people, (one, all) => {
        expect(impact(version(one), version(structuredClone(one)), subjects(all), on).changed).toEqual([]);
      }),
      { numRuns: 100, seed },
    );
  });
});

describe("what impact can reach", () => {
  const reached = reachedFrom("core/impact/impact.ts", "core/impact/pairs.ts");

  it("is neither a journey nor an effect, no adapter, no clock and no network: it can only compare", () => {
    expect(reached.size).toBeGreaterThan(20);
    const ours = [...reached].filter((file) => !file.startsWith("npm:"));
    expect(ours.filter((file) => !/^core\/(impact|matching|rules|program|messages)\//.test(file))).toEqual(
      [],
    );
    const packages = [...reached].filter((file) => file.startsWith("npm:"));
    expect(
      packages.filter(
        (name) =>
          !/^npm:(zod|node:crypto|intl-messageformat|temporal-polyfill|@humanwhocodes\/momoa)$/.test(name),
      ),
    ).toEqual([]);
  });

  it("would be noticed: the engine of journeys reaches effects", () => {
    expect([...reachedFrom("core/journey/advance.ts")]).toContain("core/journey/draft.ts");
  });
});

/** Every module that is really loaded from these on; types alone load nothing. */
function reachedFrom(...entries: string[]): Set<string> {
  const root = resolve(import.meta.dirname, "../..");
  const seen = new Set<string>();
  const open = [...entries];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    if (file.startsWith("npm:")) continue;
    for (const [, said] of readFileSync(resolve(root, file), "utf8").matchAll(loads))
      open.push(target(root, file, said!));
  }
  return seen;
}

const loads = /^(?:import|export)\s+(?!type\b)(?:[^"';]*?\sfrom\s+)?"([^"]+)"/gm;

function target(root: string, from: string, said: string): string {
  if (said.startsWith("#")) return said.slice(1);
  return said.startsWith(".") ? relative(root, resolve(root, dirname(from), said)) : `npm:${said}`;
}
