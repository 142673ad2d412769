import type * as z from "zod";
import { Pack } from "#core/program/pack.ts";
import type { JourneyDefinition } from "#core/program/step.ts";

type Steps = z.input<typeof JourneyDefinition>["stages"][number]["steps"];

const patience = { remind: ["P7D", "P14D"], escalate: { after: "P21D" } };

/** A small program with both roles and a match between them; a test may give the mentee other steps. */
export function aProgram(mentee: Steps = menteeSteps): Pack {
  return Pack.parse({
    id: "small",
    version: "0123456789ab",
    program: {
      languages: { participants: ["en"], staff: ["en"] },
      zone: "Europe/Helsinki",
      mailHours: { from: "09:00", until: "17:00" },
      holidays: ["2026-03-06"],
      roles: { mentee: { journey: "mentee" }, mentor: { journey: "mentor" }, coordinator: { staff: true } },
      matching: {
        constraints: "constraints",
        scores: "scores",
        journey: "match",
        mentor: "mentor",
        mentee: "mentee",
      },
      coordinator: { name: "Testa Sample", email: "testa@example.org", phone: "+358 00 000" },
    },
    facts,
    never: {},
    intake: {},
    ruleSets,
    journeys: {
      mentee: { role: "mentee", stages: [{ id: "all", steps: mentee }] },
      mentor: { role: "mentor", stages: [{ id: "all", steps: mentorSteps }] },
      match: { role: "match", sides: ["mentor", "mentee"], stages: [{ id: "together", steps: matchSteps }] },
    },
    forms: {
      survey: { raters: ["mentee"], questions: [{ fact: "motivated" }, { fact: "languages" }] },
      languages: { raters: ["mentor"], questions: [{ fact: "languages" }] },
      answer: { raters: ["mentor", "mentee"], questions: [{ fact: "matchAnswer" }] },
    },
    agreements: {},
    plans: {},
    texts: { en: {} },
    examples: {},
  });
}

const facts = {
  facts: {
    motivated: { type: "boolean" },
    languages: { type: "choices", values: ["finnish", "arabic", "dari"] },
    group: { type: "choice", values: ["light", "intensive"], kind: "staff" },
    matchAnswer: { type: "choice", values: ["yes", "no"] },
    possible: { type: "choice", values: ["possible", "no-language"], about: "pair", kind: "staff" },
    points: { type: "number", about: "pair", kind: "staff" },
  },
};

const ruleSets = {
  routing: {
    decides: "group",
    hitPolicy: "first match",
    rules: [
      {
        name: "motivated",
        conditions: { all: [{ fact: "motivated", operator: "equal", value: true }] },
        event: { type: "light" },
      },
    ],
    otherwise: { type: "intensive" },
  },
  constraints: {
    decides: "possible",
    hitPolicy: "first match",
    rules: [
      {
        name: "no-language",
        conditions: {
          all: [{ fact: "mentor.languages", operator: "sharesNone", value: { fact: "mentee.languages" } }],
        },
        event: { type: "no-language" },
      },
    ],
    otherwise: { type: "possible" },
  },
  scores: {
    decides: "points",
    hitPolicy: "sum of points",
    rules: [
      {
        name: "shared-language",
        conditions: {
          all: [{ fact: "mentor.languages", operator: "sharesAny", value: { fact: "mentee.languages" } }],
        },
        event: { type: "points", params: { points: 1 } },
      },
    ],
    otherwise: { type: "points", params: { points: 0 } },
  },
};

const queue: Steps = [
  { id: "queue", do: "queue" },
  { id: "together", do: "wait", for: "match over" },
  { id: "end", do: "close", as: "completed" },
];

const menteeSteps: Steps = [
  { id: "received", do: "tell" },
  { id: "survey", do: "ask", form: "survey", ...patience },
  { id: "route", do: "decide", ruleSet: "routing" },
  ...queue,
];

const mentorSteps: Steps = [{ id: "languages", do: "ask", form: "languages", ...patience }, ...queue];

const matchSteps: Steps = [
  { id: "places", do: "match", sides: ["mentor", "mentee"] },
  { id: "ask-mentor", do: "ask", form: "answer", to: ["mentor"], ...patience },
  {
    id: "no",
    do: "close",
    as: "canceled",
    when: { all: [{ fact: "mentor.matchAnswer", operator: "equal", value: "no" }] },
  },
  { id: "begin", do: "handover", as: "active" },
  { id: "kick-off", do: "gathering", to: ["mentor", "mentee"] },
  { id: "match-time", do: "wait", for: "P3M" },
  { id: "finish", do: "handover", as: "completed" },
  { id: "done", do: "close", as: "completed" },
];
