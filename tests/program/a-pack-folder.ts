import type { Files } from "#core/program/layers.ts";

/** The smallest program that has one of everything, and nothing wrong. Each call is a new one. */
export function aPackFolder(change: Record<string, unknown> = {}): Files {
  const files: Record<string, unknown> = { ...aPackContent(), ...change };
  return Object.fromEntries(
    Object.entries(files)
      .filter(([, content]) => content !== undefined)
      .map(([path, content]) => [
        path,
        typeof content === "string" ? content : JSON.stringify(content, null, 2),
      ]),
  );
}

const names = (...all: string[]) => all.map((id) => ({ id }));
const letter = (stem: string, button = false) => ({
  [`${stem}.subject`]: "Hello {givenName}",
  [`${stem}.body`]: "A letter from {program}.",
  ...(button ? { [`${stem}.button`]: "Go on" } : {}),
});
const task = (stem: string) => ({ [`${stem}.title`]: "A task", [`${stem}.script`]: "Do it." });

/** The same as objects, for tests that change a part of it. */
export const aPackContent = () => ({
  "program.json": {
    languages: { participants: ["en"], staff: ["en"] },
    zone: "Europe/Helsinki",
    roles: { mentee: { journey: "mentee" }, mentor: { journey: "mentor" }, coordinator: { staff: true } },
    matching: {
      constraints: "matching.constraints",
      scores: "matching.scores",
      journey: "match",
      mentor: "mentor",
      mentee: "mentee",
    },
    coordinator: { name: "Inka Esimerkki", email: "inka@example.org", phone: "+358 00 000 0000" },
  },
  "facts.json": {
    facts: {
      arrivedAlone: { type: "boolean", roles: ["mentee"] },
      bornOn: { type: "date" },
      level: { type: "choice", values: ["none", "some", "good"], ordered: true },
      languages: { type: "choices", values: ["arabic", "finnish"] },
      trust: { type: "rating" },
      health: { type: "choice", values: ["well", "unwell"], kind: "conversation" },
      group: { type: "choice", values: ["light", "intensive"], kind: "staff" },
      meetingEvery: { type: "duration", about: "pair", kind: "staff" },
    },
    derived: { age: { yearsSince: "bornOn" } },
  },
  "never.json": {
    facts: [{ name: "violence", why: "It is nobody's business." }],
    rules: [{ ruleSet: "matching", fact: "mentee.health", why: "Health scores nobody." }],
    promises: [{ text: "We keep no secrets." }],
  },
  "routing.json": {
    decides: "group",
    hitPolicy: "first match",
    rules: [
      {
        name: "alone-and-new",
        conditions: {
          all: [
            { fact: "arrivedAlone", operator: "equal", value: true },
            {
              any: [
                { fact: "level", operator: "below", value: "good" },
                { fact: "age", operator: "lessThan", value: 25 },
              ],
            },
          ],
        },
        event: { type: "intensive" },
      },
    ],
    otherwise: { type: "light" },
  },
  "matching.constraints.json": {
    decides: "pairPossible",
    hitPolicy: "first match",
    rules: [
      {
        name: "no-shared-language",
        conditions: {
          all: [{ fact: "mentor.languages", operator: "sharesNone", value: { fact: "mentee.languages" } }],
        },
        event: { type: "no-shared-language" },
      },
    ],
    otherwise: { type: "possible" },
  },
  "matching.scores.json": {
    decides: "pairPoints",
    hitPolicy: "sum of points",
    rules: [
      {
        name: "same-trust",
        conditions: { all: [{ fact: "mentor.trust", operator: "equal", value: { fact: "mentee.trust" } }] },
        event: { type: "points", params: { points: 1 } },
      },
    ],
    otherwise: { type: "points", params: { points: 0 } },
  },
  "journeys/mentee.json": {
    role: "mentee",
    stages: [
      {
        id: "applying",
        status: "applied",
        steps: [
          { id: "welcome", do: "tell" },
          { id: "survey", do: "ask", form: "survey", remind: ["P7D", "P14D"], escalate: { after: "P21D" } },
          { id: "talk", do: "task", form: "talk", due: "P7D" },
          {
            id: "route",
            do: "decide",
            ruleSet: "routing",
            confirm: ["intensive"],
            plans: { intensive: "goals" },
          },
        ],
      },
      {
        id: "ready",
        steps: [
          { id: "waiting", do: "queue" },
          { id: "with-mentor", do: "wait", for: "match over" },
          { id: "bye", do: "close", as: "completed" },
        ],
      },
    ],
    tracks: [
      {
        id: "care",
        from: "waiting",
        until: "bye",
        every: "P3M",
        steps: [{ id: "how-are-you", do: "ask", form: "survey" }],
      },
    ],
    onEnd: "bye",
  },
  "journeys/mentor.json": {
    role: "mentor",
    stages: [
      {
        id: "all",
        steps: [
          { id: "training", do: "training", theoryHours: { max: 12 } },
          { id: "kick-off", do: "gathering" },
          { id: "waiting", do: "queue", capacity: 2 },
        ],
      },
    ],
  },
  "journeys/match.json": {
    role: "match",
    sides: ["mentor", "mentee"],
    stages: [
      {
        id: "all",
        steps: [
          { id: "places", do: "match", sides: ["mentor", "mentee"] },
          { id: "agreement", do: "sign", agreement: "pair", by: ["mentor", "mentee"] },
          { id: "active", do: "handover", as: "active" },
          { id: "over", do: "handover", as: "completed" },
        ],
      },
    ],
    tracks: [
      {
        id: "meetings",
        from: "active",
        until: "over",
        every: { fact: "meetingEvery" },
        steps: [{ id: "met", do: "meet", by: "mentor", form: "met" }],
      },
    ],
  },
  "forms/survey.json": {
    raters: ["mentee"],
    questions: [{ fact: "arrivedAlone" }, { fact: "bornOn" }, { fact: "level" }, { fact: "trust" }],
  },
  "forms/talk.json": { raters: ["coordinator"], about: "mentee", questions: [{ fact: "health" }] },
  "forms/met.json": { raters: ["mentor"], questions: [{ fact: "trust" }] },
  "agreements/pair.json": { clauses: names("respect"), blanks: ["meetingEvery"] },
  "plans/goals.json": { owner: "mentee", groups: [{ id: "first", items: names("find-work") }] },
  "intake/apply.json": {
    sender: "standard-webhooks",
    role: "mentee",
    map: [
      { question: "name", contact: "givenName", required: true },
      { question: "mail", contact: "email" },
      { question: "level", fact: "level", choices: { Nothing: "none", "A little": "some", Well: "good" } },
      { question: "ok", consent: true },
    ],
  },
  "indicators.json": {
    period: "a year",
    indicators: [
      {
        id: "routed",
        calculation: "People with a group.",
        target: 10,
        counts: {
          role: "mentee",
          conditions: { any: [{ fact: "group", operator: "equal", value: "light" }] },
        },
      },
    ],
  },
  "examples/mina.json": {
    person: {
      id: "mina",
      role: "mentee",
      facts: { arrivedAlone: true, level: "none", bornOn: "1990-02-28" },
      answers: { survey: { after: "P2D", facts: { trust: 4 } } },
    },
    decisions: [
      { ruleSet: "routing", outcome: "intensive" },
      { ruleSet: "routing", outcome: "needs-info", without: ["arrivedAlone"], needs: ["arrivedAlone"] },
    ],
  },
  "texts/en.json": texts() as Record<string, string>,
});

function texts(): Record<string, string> {
  return {
    "program.name": "Example",
    "program.from": "Example program",
    "program.why": "You take part in {program}.",
    "roles.mentee": "Mentee",
    "roles.mentor": "Mentor",
    "roles.coordinator": "Coordinator",
    "indicators.routed": "Routed",
    ...Object.fromEntries(
      ["arrivedAlone", "bornOn", "level", "languages", "trust", "health", "group", "meetingEvery"].map(
        (fact) => [`facts.${fact}`, fact],
      ),
    ),
    ...Object.fromEntries(
      [
        "level.none",
        "level.some",
        "level.good",
        "languages.arabic",
        "languages.finnish",
        "health.well",
        "health.unwell",
        "group.light",
        "group.intensive",
      ].map((value) => [`facts.${value}`, value]),
    ),
    ...Object.fromEntries(
      ["arrivedAlone", "bornOn", "level", "trust", "health", "meetingEvery"].map((fact) => [
        `questions.${fact}`,
        `${fact}?`,
      ]),
    ),
    ...Object.fromEntries(
      ["survey", "talk", "met"].flatMap((form) => [
        [`forms.${form}.title`, form],
        [`forms.${form}.intro`, form],
      ]),
    ),
    "agreements.pair.title": "Agreement",
    "agreements.pair.clauses.respect": "We respect each other.",
    "plans.goals.title": "Goals",
    "plans.goals.groups.first": "First",
    "plans.goals.items.find-work": "Find work",
    "because.routing.alone-and-new": "Alone and new here",
    "because.matching.constraints.no-shared-language": "No shared language",
    "because.matching.scores.same-trust": "Same trust",
    "outcomes.routing.intensive": "Intensive",
    "outcomes.routing.light": "Light",
    "outcomes.routing.intensive.participant": "You get a lot of help.",
    "outcomes.routing.light.participant": "You get help.",
    "outcomes.matching.constraints.no-shared-language": "Cannot talk to each other",
    "outcomes.matching.constraints.possible": "Possible",
    "stages.mentee.applying": "You applied",
    "stages.mentee.ready": "You are ready",
    "stages.mentor.all": "You are a mentor",
    "stages.match.all": "You are a pair",
    ...letter("mails.mentee.welcome"),
    ...letter("mails.mentee.survey", true),
    ...letter("mails.mentee.how-are-you", true),
    ...letter("mails.mentee.missing-facts", true),
    ...letter("mails.mentor.kick-off"),
    ...letter("mails.match.agreement", true),
    ...letter("mails.match.met", true),
    ...task("tasks.mentee.talk"),
    ...task("tasks.mentee.waiting"),
    ...task("tasks.mentor.training"),
    ...task("tasks.mentor.kick-off"),
    ...task("tasks.mentor.waiting"),
  };
}
