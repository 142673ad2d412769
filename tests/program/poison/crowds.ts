import { aPackContent } from "../a-pack-folder.ts";
import { byName, facts, json, leaf, many, program, routing, rule, texts } from "./builders.ts";
import { type Poison, rules } from "./poison.ts";

/** Names and values of ten thousand and more letters. */
export function longNames(): Poison[] {
  return [10_000, 100_000].flatMap((length) => {
    const long = "a".repeat(length);
    const conditions = { [long]: { all: [leaf("arrivedAlone", "equal", true)] } };
    return [
      json(
        `a condition of ${length} letters`,
        rules,
        routing({ conditions, rules: [rule(0, { all: [{ condition: `${long}b` }] })] }),
      ),
      json(
        `a value of ${length} letters`,
        rules,
        routing({ rules: [rule(0, { all: [leaf("level", "equal", `${long}b`)] })] }),
        {
          "facts.json": facts({ level: { type: "choice", values: [long, "b"] } }),
        },
      ),
      json(
        `a role of ${length} letters`,
        "program.json",
        program({ roles: { [long]: {}, [`${long}b`]: { journey: long } } }),
      ),
      json(`a text of ${length} letters' name`, "texts/en.json", texts({ [long]: "x" })),
      json(`a question of ${length} letters`, "intake/apply.json", {
        ...aPackContent()["intake/apply.json"],
        map: many(2, () => ({ question: long, consent: true })),
      }),
    ];
  });
}

/** Many of what nobody needs many of, in each kind of file. */
export function crowds(): Poison[] {
  const talk = aPackContent()["forms/talk.json"];
  const intake = aPackContent()["intake/apply.json"];
  const mina = aPackContent()["examples/mina.json"];
  const mentee = aPackContent()["journeys/mentee.json"];
  const choice = (count: number) => ({ type: "choice", values: many(count, (n) => `v${n}`) });
  return [
    json("4000 unknown keys", rules, { ...routing({}), ...byName(4000, (n) => [`key${n}`, 1]) }),
    json("20000 unknown keys", rules, { ...routing({}), ...byName(20_000, (n) => [`k${n}`, 1]) }),
    json(
      "2000 keys in a condition",
      rules,
      routing({
        rules: [rule(0, { all: [{ ...leaf("trust", "equal", 3), ...byName(2000, (n) => [`k${n}`, 1]) }] })],
      }),
    ),
    json(
      "1000 unknown values against 1000",
      rules,
      routing({
        rules: [
          rule(0, {
            all: [
              leaf(
                "level",
                "in",
                many(1000, (n) => `w${n}`),
              ),
            ],
          }),
        ],
      }),
      { "facts.json": facts({ level: choice(1000) }) },
    ),
    json(
      "5000 unknown values against 5000",
      rules,
      routing({
        rules: [
          rule(0, {
            all: [
              leaf(
                "level",
                "in",
                many(5000, (n) => `w${n}`),
              ),
            ],
          }),
        ],
      }),
      { "facts.json": facts({ level: choice(5000) }) },
    ),
    json("20000 values", "facts.json", facts({ level: choice(20_000) })),
    json(
      "20000 values alike",
      "facts.json",
      facts({ level: { type: "choice", values: many(20_000, () => "same") } }),
    ),
    json("4000 facts", "facts.json", facts(byName(4000, (n) => [`fact${n}`, { type: "boolean" }]))),
    json(
      "4000 facts worked out in a chain",
      "facts.json",
      facts(
        { b: { type: "rating" } },
        byName(4000, (n) => [`d${n}`, { lowestOf: [n === 0 ? "b" : `d${n - 1}`] }]),
      ),
    ),
    json(
      "4000 facts worked out backwards",
      "facts.json",
      facts(
        { b: { type: "rating" } },
        byName(4000, (n) => [`d${4000 - n}`, { lowestOf: [n === 3999 ? "b" : `d${4000 - n - 1}`] }]),
      ),
    ),
    json(
      "100 facts of 100 each",
      "facts.json",
      facts(
        byName(100, (n) => [`b${n}`, { type: "rating" }]),
        byName(100, (n) => [`d${n}`, { averageOf: many(100, (m) => `b${m}`) }]),
      ),
    ),
    json(
      "100 facts of all before",
      "facts.json",
      facts(
        { b: { type: "rating" } },
        byName(100, (n) => [`d${n}`, { lowestOf: ["b", ...many(n, (m) => `d${m}`)] }]),
      ),
    ),
    json(
      "a ring of 3000 facts",
      "facts.json",
      facts(
        {},
        byName(3000, (n) => [`d${n}`, { lowestOf: [`d${(n + 1) % 3000}`] }]),
      ),
    ),
    json(
      "3000 places",
      "facts.json",
      facts({
        home: { type: "place", places: byName(3000, (n) => [`p${n}`, { latitude: 60, longitude: 24 }]) },
      }),
    ),
    json(
      "4000 roles",
      "program.json",
      program({
        roles: { ...program({}).roles, ...byName(4000, (n) => [`role${n}`, { journey: `j${n}` }]) },
      }),
    ),
    json("20000 holidays", "program.json", program({ holidays: many(15_000, () => "2026-12-24") })),
    json(
      "10000 languages",
      "program.json",
      program({
        languages: {
          participants: many(10_000, (n) => `en-${String.fromCharCode(97 + (n % 26))}${n}xx`),
          staff: ["en"],
        },
      }),
    ),
    json("10000 zones", "program.json", program({ zone: "Europe/".repeat(10_000) })),
    json("4000 questions", "forms/talk.json", {
      ...talk,
      questions: many(4000, (n) => ({ fact: `fact${n}` })),
    }),
    json("4000 raters", "forms/talk.json", { ...talk, raters: many(20_000, (n) => `r${n}`) }),
    json("3000 mappings", "intake/apply.json", {
      ...intake,
      map: many(3000, (n) => ({ question: `q${n}`, fact: `fact${n}` })),
      ignore: many(5000, (n) => `i${n}`),
    }),
    json("10000 answers of a partner", "intake/apply.json", {
      ...intake,
      map: [
        ...intake.map,
        { question: "l", fact: "level", choices: byName(8000, (n) => [`c${n}`, `v${n}`]) },
      ],
    }),
    json(
      "5000 facts that must not be",
      "never.json",
      { facts: many(5000, (n) => ({ name: `f${n}`, why: "x" })) },
      { "facts.json": facts(byName(2000, (n) => [`fact${n}`, { type: "boolean" }])) },
    ),
    json("3000 promises about rules", "never.json", {
      rules: many(3000, (n) => ({ ruleSet: "routing", fact: `x${n}`, why: "x" })),
    }),
    json(
      "3000 promises about the same",
      "never.json",
      { rules: many(3000, () => ({ ruleSet: "routing", fact: "level", why: "x" })) },
      {
        [rules]: routing({
          rules: many(150, (r) => rule(r, { any: many(3, () => leaf("level", "equal", "none")) })),
        }),
      },
    ),
    json("2000 indicators", "indicators.json", {
      period: "a year",
      indicators: many(2000, (n) => ({ id: `i${n}`, calculation: "x", target: 1, counts: "by hand" })),
    }),
    json("5000 clauses", "agreements/pair.json", {
      clauses: many(5000, (n) => ({ id: `c${n}` })),
      blanks: many(5000, (n) => `f${n}`),
    }),
    json("8000 goals", "plans/goals.json", {
      owner: "mentee",
      groups: [{ id: "first", items: many(8000, (n) => ({ id: `i${n}` })) }],
    }),
    json("8000 groups of goals", "plans/goals.json", {
      owner: "mentee",
      groups: many(4000, (n) => ({ id: `g${n}`, items: [{ id: `i${n}` }] })),
    }),
    json("4000 texts", "texts/en.json", texts(byName(6000, (n) => [`mails.mentee.welcme.${n}`, "x"]))),
    json("an example with 4000 facts", "examples/mina.json", {
      ...mina,
      person: { ...mina.person, facts: byName(4000, (n) => [`fact${n}`, 1]) },
    }),
    json("an example with 2000 decisions", "examples/mina.json", {
      ...mina,
      decisions: many(2000, () => ({ ruleSet: "routing", outcome: "light" })),
    }),
    json("an example with 2000 needs", "examples/mina.json", {
      ...mina,
      decisions: [
        {
          ruleSet: "routing",
          outcome: "light",
          needs: many(5000, (n) => `n${n}`),
          without: many(5000, (n) => `n${n}`),
        },
      ],
    }),
    json("an example that lives for long", "examples/mina.json", {
      ...mina,
      rehearsal: { from: "2026-01-01", expect: [{ on: "9999-01-01", kind: "email", id: "welcome" }] },
    }),
    json("an example with a day that is none", "examples/mina.json", {
      ...mina,
      rehearsal: { from: "soon", expect: [{ on: "later", kind: "email", id: "welcome" }] },
    }),
    json("an example with 2000 expectations", "examples/mina.json", {
      ...mina,
      rehearsal: {
        from: "2026-01-01",
        expect: many(2000, (n) => ({ on: "2026-02-01", kind: "email", id: `m${n}` })),
      },
    }),
    json("an example with a list of 20000", "examples/mina.json", {
      ...mina,
      person: { ...mina.person, facts: { languages: many(15_000, (n) => `l${n}`) } },
    }),
    json("2000 steps", "journeys/mentee.json", {
      ...mentee,
      stages: [{ id: "a", steps: many(2000, (n) => ({ id: `s${n}`, do: "tell" })) }],
    }),
    json("2000 steps to nowhere", "journeys/mentee.json", {
      ...mentee,
      stages: [{ id: "a", steps: many(2000, (n) => ({ id: `s${n}`, do: "go to", step: `x${n}` })) }],
    }),
    json("1000 tracks", "journeys/mentee.json", {
      ...mentee,
      tracks: many(1000, (n) => ({
        id: `t${n}`,
        from: `x${n}`,
        until: "bye",
        steps: [{ id: `k${n}`, do: "tell" }],
      })),
    }),
    json("400 steps with conditions", "journeys/mentee.json", {
      ...mentee,
      stages: [
        {
          id: "a",
          steps: many(400, (n) => ({
            id: `s${n}`,
            do: "ask",
            form: "survey",
            when: { all: [leaf("age", "greaterThan", n % 90)] },
          })),
        },
      ],
    }),
    json("2000 stages", "journeys/mentee.json", {
      ...mentee,
      stages: many(2000, (n) => ({
        id: `a${n}`,
        status: `st${n}`,
        steps: [{ id: `s${n}`, do: "close", as: "completed" }],
      })),
    }),
    json("1000 to speak to", "journeys/mentee.json", {
      ...mentee,
      stages: [{ id: "a", steps: [{ id: "s", do: "tell", to: many(10_000, (n) => `r${n}`) }] }],
    }),
    json("5000 outcomes to confirm", "journeys/mentee.json", {
      ...mentee,
      stages: [
        {
          id: "a",
          steps: [
            {
              id: "s",
              do: "decide",
              ruleSet: "routing",
              confirm: many(5000, (n) => `o${n}`),
              plans: byName(5000, (n) => [`o${n}`, `p${n}`]),
            },
          ],
        },
      ],
    }),
    json(
      "5000 parameters",
      rules,
      routing({ otherwise: { type: "light", params: byName(5000, (n) => [`p${n}`, n]) } }),
    ),
    json(
      "a list of 20000 figures",
      rules,
      routing({
        rules: [
          rule(0, {
            all: [
              leaf(
                "trust",
                "in",
                many(20_000, (n) => n),
              ),
            ],
          }),
        ],
      }),
    ),
    json(
      "a list of 20000 words",
      rules,
      routing({
        rules: [
          rule(0, {
            all: [
              leaf(
                "languages",
                "sharesAny",
                many(15_000, (n) => `w${n}`),
              ),
            ],
          }),
        ],
      }),
    ),
    json(
      "200 names of names",
      rules,
      routing({
        conditions: byName(100, (n) => [`c${n}`, { all: many(20, (m) => ({ condition: `x${n}-${m}` })) }]),
        rules: [rule(0, { condition: "c0" })],
      }),
    ),
    json(
      "500 references to nothing",
      rules,
      routing({
        conditions: byName(100, (n) => [`condition-${n}`, { all: [leaf("trust", "equal", 3)] }]),
        rules: many(200, (r) => rule(r, { any: many(10, (n) => ({ condition: `conditoin-${r}-${n}` })) })),
      }),
    ),
    json(
      "conditions that are lists of lists",
      rules,
      routing({ rules: many(2000, (n) => rule(n, { all: [] })) }),
    ),
    json("5000 empty conditions", rules, routing({ rules: [rule(0, { any: many(10_000, () => ({})) })] })),
    json(
      "5000 conditions without value",
      rules,
      routing({ rules: [rule(0, { any: many(480, () => ({ fact: "trust", operatr: "equal" })) })] }),
    ),
    json(
      "5000 wrong operators",
      rules,
      routing({ rules: [rule(0, { any: many(480, (n) => leaf("trust", `equl${n}`, 3)) })] }),
    ),
    json(
      "a rule set of numbers",
      rules,
      many(100_000, (n) => n % 10),
    ),
    json(
      "100000 groups",
      rules,
      many(80_000, () => ({})),
    ),
  ];
}
