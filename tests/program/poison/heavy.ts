import { aPackContent } from "../a-pack-folder.ts";
import { byName, facts, json, leaf, many, pick, program, routing, rule, texts } from "./builders.ts";
import { type Poison, rules } from "./poison.ts";

/** Steps that lead back to each other, each for some people only. */
function rounds(count: number): Poison {
  const journey = structuredClone(aPackContent()["journeys/mentee.json"]) as {
    stages: { steps: object[] }[];
  };
  const tests = [
    leaf("arrivedAlone", "equal", true),
    leaf("level", "below", "good"),
    leaf("trust", "equal", 3),
  ];
  journey.stages[0]!.steps.push(
    ...many(count, (n) => ({
      id: `t${n}`,
      do: "go to",
      step: `t${(7 * n + 1) % count}`,
      when: { all: [tests[n % 3]] },
    })),
  );
  return json(`${count} steps that lead back`, "journeys/mentee.json", journey);
}

export function heavyJourneys(): Poison[] {
  return [rounds(50), rounds(100), rounds(300)];
}

/** Texts at the edge of what can be read. */
export function heavyTexts(): Poison[] {
  const nested = (deep: number, kind: string) => `${`{a,${kind},other{`.repeat(deep)}x${"}}".repeat(deep)}`;
  const all: Record<string, string> = {
    "selects 500 deep": nested(500, "select"),
    "plurals 5000 deep": nested(5000, "plural"),
    "selects 15000 deep": nested(15_000, "select"),
    "200000 brackets": "{".repeat(200_000),
    "200000 closing ones": "}".repeat(200_000),
    "40000 holes": "{a}".repeat(60_000),
    "20000 other holes": many(20_000, (n) => `{a${n}}`).join(""),
    "5000 choices": `{a,select,${many(20_000, (n) => `k${n} {x}`).join("")} other{x}}`,
    "200000 quotes": "'".repeat(200_000),
    "quotes and brackets": "'{".repeat(100_000),
    "60000 numbers": `{a, plural, ${many(15_000, (n) => `=${n} {x}`).join(" ")} other{#}}`,
    "a skeleton": `{a, number, ::${"currency/EUR ".repeat(15_000)}}`,
    "a date skeleton": `{a, date, ::${"y".repeat(200_000)}}`,
    "another date": `{a, date, ::${"yMd".repeat(60_000)}}`,
    tags: "<b>".repeat(60_000),
    "a long text": "word ".repeat(48_000),
    spaces: `{a ${" ".repeat(200_000)}`,
  };
  return Object.entries(all).map(([name, text]) =>
    json(name, "texts/en.json", texts({ "program.why": text })),
  );
}

/** Rules that are right, and hard to look through. */
export function heavyRules(): Poison[] {
  const ratings = byName(12, (n) => [`q${n}`, { type: "rating" }]);
  const flags = byName(20, (n) => [`b${n}`, { type: "boolean" }]);
  const numbers = byName(20, (n) => [`n${n}`, { type: "number" }]);
  const average = { mean: { averageOf: many(10, (n) => `q${n}`) } };
  const ruleSet = (
    name: string,
    rulesOf: unknown[],
    more: object,
    derived: object = {},
    policy = "first match",
  ) =>
    json(name, rules, routing({ hitPolicy: policy, rules: rulesOf }), { "facts.json": facts(more, derived) });
  const group = { group: { type: "choice", kind: "staff", values: ["light", "intensive"] } };
  const bySets = (policy: string) => [
    ruleSet(
      `averages (${policy})`,
      many(40, (n) =>
        rule(n, {
          all: [
            leaf("mean", "greaterThan", 1 + (n % 40) / 10),
            leaf(`q${n % 10}`, "equal", 1 + (n % 5)),
            leaf(`q${(n + 3) % 10}`, "notEqual", 3),
          ],
        }),
      ),
      { ...ratings, ...group },
      average,
      policy,
    ),
    ruleSet(
      `facts against facts (${policy})`,
      many(30, (n) =>
        rule(n, {
          any: [
            {
              all: [
                leaf(`n${n % 8}`, "greaterThan", { fact: `n${(n + 1) % 8}` }),
                leaf(`n${(n + 2) % 8}`, "lessThan", { fact: `n${(n + 5) % 8}` }),
              ],
            },
            { all: [leaf(`n${(n + 3) % 8}`, "equal", { fact: `n${(n + 6) % 8}` })] },
          ],
        }),
      ),
      { ...numbers, ...group },
      {},
      policy,
    ),
    ruleSet(
      `distances (${policy})`,
      many(20, (n) =>
        rule(n, {
          all: many(4, (m) => ({
            ...leaf(`n${pick(n * 4 + m, 6)}`, "differsAtMost", { fact: `n${6 + pick(n * 7 + m, 6)}` }),
            by: n + m + 1,
          })),
        }),
      ),
      { ...numbers, ...group },
      {},
      policy,
    ),
    ruleSet(
      `yes or no (${policy})`,
      many(35, (n) =>
        rule(n, { all: many(3, (m) => leaf(`b${pick(n * 3 + m, 9)}`, "equal", pick(n + m * 31, 2) === 0)) }),
      ),
      { ...flags, ...group },
      {},
      policy,
    ),
    ruleSet(
      `200 rules of two (${policy})`,
      many(200, (n) =>
        rule(n, { all: many(2, (m) => leaf(`b${pick(n * 2 + m, 20)}`, "equal", pick(n + m * 17, 2) === 0)) }),
      ),
      { ...flags, ...group },
      {},
      policy,
    ),
    ruleSet(
      `100 rules of five (${policy})`,
      many(100, (n) =>
        rule(n, { any: many(5, (m) => leaf(`b${pick(n * 5 + m, 20)}`, "equal", pick(n + m * 13, 2) === 0)) }),
      ),
      { ...flags, ...group },
      {},
      policy,
    ),
    ruleSet(
      `one rule of 500 (${policy})`,
      [
        rule(0, {
          any: many(250, (n) => ({
            all: [leaf(`b${pick(n, 20)}`, "equal", true), leaf(`b${pick(n * 3 + 1, 20)}`, "equal", false)],
          })),
        }),
      ],
      { ...flags, ...group },
      {},
      policy,
    ),
    ruleSet(
      `lists (${policy})`,
      many(60, (n) =>
        rule(n, {
          all: [
            leaf(`l${n % 4}`, "sharesAny", { fact: `l${(n + 1) % 4}` }),
            leaf(`l${(n + 2) % 4}`, "contains", `v${n % 10}`),
          ],
        }),
      ),
      { ...byName(4, (n) => [`l${n}`, { type: "choices", values: many(10, (m) => `v${m}`) }]), ...group },
      {},
      policy,
    ),
    ruleSet(
      `long lists (${policy})`,
      many(60, (n) =>
        rule(n, {
          all: [
            leaf(`l${n % 4}`, "contains", `v${n % 12}`),
            leaf(`l${(n + 1) % 4}`, "contains", `v${(n * 5) % 12}`),
          ],
        }),
      ),
      { ...byName(4, (n) => [`l${n}`, { type: "choices", values: many(12, (m) => `v${m}`) }]), ...group },
      {},
      policy,
    ),
    ruleSet(
      `counts (${policy})`,
      many(40, (n) =>
        rule(n, { all: [leaf("how", "greaterThan", n % 12), leaf("l0", "contains", `v${n % 12}`)] }),
      ),
      { l0: { type: "choices", values: many(12, (m) => `v${m}`) }, ...group },
      { how: { count: "l0" } },
      policy,
    ),
    ruleSet(
      `days (${policy})`,
      many(60, (n) =>
        rule(n, { all: [leaf("age", "greaterThan", n), leaf("bornOn", "before", `19${10 + n}-01-01`)] }),
      ),
      group,
      {},
      policy,
    ),
    ruleSet(
      `choices (${policy})`,
      many(100, (n) => rule(n, { all: many(4, (m) => leaf(`c${m}`, "equal", `v${pick(n * 4 + m, 30)}`)) })),
      { ...byName(4, (n) => [`c${n}`, { type: "choice", values: many(30, (m) => `v${m}`) }]), ...group },
      {},
      policy,
    ),
    ruleSet(
      `languages (${policy})`,
      many(40, (n) =>
        rule(n, {
          all: [
            {
              ...leaf("speaks", "speaks", `l-${"abcdefghij"[n % 10]}`),
              level: ["a1", "a2", "b1", "b2", "c1", "c2"][n % 6],
            },
          ],
        }),
      ),
      { speaks: { type: "languages", values: many(10, (m) => `l-${"abcdefghij"[m]}`) }, ...group },
      {},
      policy,
    ),
    ruleSet(
      `500 ages (${policy})`,
      many(160, (n) =>
        rule(n, { all: many(3, (m) => leaf("age", m % 2 ? "greaterThan" : "lessThan", (n * 3 + m) % 100)) }),
      ),
      group,
      {},
      policy,
    ),
    ruleSet(
      `500 figures (${policy})`,
      many(160, (n) => rule(n, { all: many(3, (m) => leaf(`n${m}`, "greaterThan", n * 3 + m)) })),
      { ...numbers, ...group },
      {},
      policy,
    ),
  ];
  const few = ["averages", "distances", "200 rules", "lists", "days"];
  return [
    ...bySets("first match"),
    ...["exactly one", "all that match"]
      .flatMap(bySets)
      .filter(({ name }) => few.some((one) => name.startsWith(one))),
  ];
}

/** As much of everything as there may be, and something wrong with all of it. */
export function brims(): Poison[] {
  const mentee = aPackContent()["journeys/mentee.json"];
  const mina = aPackContent()["examples/mina.json"];
  const words = (count: number, length: number) => many(count, (n) => `${"a".repeat(length - 4)}${1000 + n}`);
  const choice = (values: string[]) => facts({ level: { type: "choice", values } });
  const misspelled = (length: number, lists: number) =>
    routing({
      rules: many(100, (r) =>
        rule(r, {
          any: many(5, (n) =>
            lists > 1
              ? leaf(
                  "level",
                  "in",
                  many(lists, (m) => `b${"a".repeat(length - 4)}${(r * 37 + n * 7 + m) % 1000}`),
                )
              : leaf("level", "equal", `b${"a".repeat(length - 4)}${(r * 5 + n) % 1000}`),
          ),
        }),
      ),
    });
  const steps = (stages: number, make: (n: number) => object) => ({
    ...mentee,
    tracks: [],
    stages: many(stages, (s) => ({
      id: `st${s}`,
      steps: many(100, (n) => ({ id: `s${s * 100 + n}`, ...make(s * 100 + n) })),
    })),
  });
  const chain = byName(200, (n) => [
    `d${n}`,
    { lowestOf: n === 0 ? ["b"] : many(Math.min(n, 50), (m) => `d${n - 1 - m}`) },
  ]);
  const journey = "journeys/mentee.json";
  return [
    json("500 misspelled values of 500", rules, misspelled(8, 1), { "facts.json": choice(words(500, 8)) }),
    json("500 long misspelled values of 500", rules, misspelled(100, 1), {
      "facts.json": choice(words(500, 100)),
    }),
    json("lists of misspelled values", rules, misspelled(8, 30), { "facts.json": choice(words(500, 8)) }),
    json(
      "a list of 500 misspelled values",
      rules,
      routing({
        rules: [
          rule(0, {
            all: [
              leaf(
                "level",
                "in",
                words(500, 100).map((word) => `b${word.slice(1)}`),
              ),
            ],
          }),
        ],
      }),
      { "facts.json": choice(words(500, 100)) },
    ),
    json(
      "1000 facts of which 500 are misspelled",
      rules,
      routing({
        rules: many(100, (r) =>
          rule(r, {
            any: many(5, (n) =>
              leaf(`abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz${r * 5 + n}x`, "equal", true),
            ),
          }),
        ),
      }),
      {
        "facts.json": facts(
          byName(1000 - 8, (n) => [
            `abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz${n}`,
            { type: "boolean" },
          ]),
        ),
      },
    ),
    json(
      "300 steps to speak",
      journey,
      steps(3, () => ({ do: "tell" })),
    ),
    json(
      "300 steps to nowhere",
      journey,
      steps(3, (n) => ({ do: "go to", step: `x${n}` })),
    ),
    json(
      "300 steps to each other",
      journey,
      steps(3, (n) => ({ do: "go to", step: `s${(n * 7 + 1) % 300}` })),
    ),
    json(
      "300 steps that lead back for some",
      journey,
      steps(3, (n) => ({
        do: "go to",
        step: `s${(n * 7 + 1) % 300}`,
        when: { all: [leaf("arrivedAlone", "equal", n % 2 === 0)] },
      })),
    ),
    json(
      "300 steps with conditions",
      journey,
      steps(3, (n) => ({ do: "ask", form: "survey", when: { all: [leaf("age", "greaterThan", n % 90)] } })),
    ),
    json(
      "300 steps that decide",
      journey,
      steps(3, () => ({ do: "decide", ruleSet: "routing" })),
    ),
    json(
      "300 forms with reminders",
      journey,
      steps(3, () => ({
        do: "ask",
        form: "survey",
        remind: ["P1D", "P1D", "P1D", "P1D", "P1D"],
        escalate: { after: "P1D" },
      })),
    ),
    json("3 tracks of 90 steps", journey, {
      ...mentee,
      tracks: many(3, (t) => ({
        id: `t${t}`,
        from: "waiting",
        every: "P1D",
        steps: many(90, (n) => ({ id: `k${t}-${n}`, do: "tell" })),
      })),
    }),
    json(
      "5000 texts that are nearly used",
      "texts/en.json",
      texts(byName(4900, (n) => [`mails.mentee.welcme.${n}`, "x"])),
    ),
    json(
      "4000 texts in need of another",
      "facts.json",
      facts(byName(900, (n) => [`f${n}`, { type: "choice", values: many(8, (m) => `v${m}`) }])),
    ),
    json(
      "200 facts of 50 before",
      rules,
      routing({ rules: [rule(0, { all: [leaf("d199", "equal", 3), leaf("b", "equal", 2)] })] }),
      { "facts.json": facts({ b: { type: "rating" } }, chain) },
    ),
    json(
      "200 facts in a chain",
      "facts.json",
      facts(
        { b: { type: "rating" } },
        byName(200, (n) => [`d${n}`, { lowestOf: [n === 199 ? "b" : `d${n + 1}`] }]),
      ),
    ),
    json(
      "200 lines of never.json about 500 conditions",
      "never.json",
      { rules: many(200, () => ({ ruleSet: "routing", fact: "level", why: "x" })) },
      {
        [rules]: routing({
          rules: many(100, (r) => rule(r, { any: many(5, () => leaf("level", "equal", "none")) })),
        }),
      },
    ),
    json(
      "50 guards about 300 steps",
      "never.json",
      {
        guards: many(50, (n) => ({
          never: n % 2 ? "step" : "without a person",
          name: `g${n}`,
          text: "x",
          why: "x",
          steps: { do: "tell" },
        })),
      },
      { [journey]: steps(3, () => ({ do: "tell" })) },
    ),
    json(
      "50 guards about what comes before",
      "never.json",
      {
        guards: many(50, (n) => ({
          never: n % 2 ? "before" : "more often",
          name: `g${n}`,
          text: "x",
          why: "x",
          steps: { do: "go to" },
          ...(n % 2 ? { facts: ["health"], by: "staff", within: "P1D" } : { times: 1 }),
        })),
      },
      {
        [journey]: steps(3, (n) => ({
          do: "go to",
          step: `s${(n * 7 + 1) % 300}`,
          when: { all: [leaf("arrivedAlone", "equal", n % 2 === 0)] },
        })),
      },
    ),
    json(
      "50 guards about letters",
      "never.json",
      {
        guards: many(50, (n) => ({
          never: n % 3 === 0 ? "told" : n % 3 === 1 ? "letter" : "said by others",
          name: `g${n}`,
          text: "x",
          why: "x",
          ...(n % 3 === 0
            ? { fact: "health", to: "mentee" }
            : n % 3 === 1
              ? { to: "mentee", from: "mentor" }
              : { fact: "health", by: ["coordinator"] }),
        })),
      },
      { [journey]: steps(3, () => ({ do: "tell" })) },
    ),
    json(
      "50 decisions about many rules",
      "examples/mina.json",
      {
        ...mina,
        decisions: many(50, (n) => ({
          ruleSet: "routing",
          outcome: "needs-info",
          without: n % 2 ? ["level"] : ["arrivedAlone"],
        })),
      },
      {
        [rules]: routing({
          rules: many(160, (r) =>
            rule(
              r,
              {
                any: many(3, (n) =>
                  leaf(
                    n === 0 ? "level" : n === 1 ? "trust" : "arrivedAlone",
                    "equal",
                    n === 0 ? "some" : n === 1 ? (r % 5) + 1 : r % 2 === 0,
                  ),
                ),
              },
              `o${r % 40}`,
            ),
          ),
        }),
        "facts.json": facts({
          group: { type: "choice", kind: "staff", values: ["light", ...many(40, (n) => `o${n}`)] },
        }),
      },
    ),
    json(
      "50 decisions that compare facts",
      "examples/mina.json",
      { ...mina, decisions: many(50, () => ({ ruleSet: "routing", outcome: "review" })) },
      {
        [rules]: routing({
          rules: many(160, (r) =>
            rule(
              r,
              {
                all: many(3, (n) =>
                  leaf(`n${(r + n) % 12}`, "greaterThan", { fact: `n${(r + n + 5) % 12}` }),
                ),
              },
              `o${r % 40}`,
            ),
          ),
        }),
        "facts.json": facts({
          ...byName(12, (n) => [`n${n}`, { type: "number" }]),
          group: { type: "choice", kind: "staff", values: ["light", ...many(40, (n) => `o${n}`)] },
        }),
      },
    ),
    json(
      "a track of every minute",
      "examples/mina.json",
      {
        ...mina,
        rehearsal: { from: "2026-01-01", expect: [{ on: "2027-01-01", kind: "email", id: "never" }] },
      },
      {
        [journey]: {
          ...mentee,
          tracks: [
            { id: "care", from: "welcome", every: "PT1M", steps: [{ id: "how-are-you", do: "tell" }] },
          ],
        },
      },
    ),
    json("a length of time without end", journey, {
      ...mentee,
      tracks: [
        {
          id: "care",
          from: "welcome",
          every: `P${"9".repeat(1000)}Y`,
          steps: [{ id: "how-are-you", do: "tell" }],
        },
      ],
    }),
    json("reminders after all times", journey, {
      ...mentee,
      stages: [
        {
          id: "a",
          steps: [{ id: "survey", do: "ask", form: "survey", remind: ["P99999999Y", "P999999999Y"] }],
        },
      ],
    }),
    overlay(
      "goals",
      many(7000, (n) => ({ id: `b${n}` })),
      many(7000, (n) => ({ id: `o${n}` })),
    ),
    overlay(
      "goals that meet late",
      many(7000, (n) => ({ id: `b${n}` })),
      [...many(6999, (n) => ({ id: `o${n}` })), { id: "b0" }],
    ),
    overlay(
      "goals taken out",
      many(7000, (n) => ({ id: `b${n}` })),
      byName(7000, (n) => [`o${n}`, null]),
    ),
  ];
}

/** A program laid over one that has much in the same list. */
function overlay(name: string, base: unknown, own: unknown): Poison {
  const plan = (items: unknown) => ({ owner: "mentee", groups: [{ id: "first", items }] });
  return json(`${name} over others`, "plans/goals.json", plan(own), {
    "program.json": program({ extends: "base" }),
    "../base/program.json": program({}),
    "../base/plans/goals.json": plan(base),
  });
}
