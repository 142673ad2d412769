import { describe, expect, it } from "vitest";
import { withTrust } from "#core/forms/trust.ts";
import { isUnsigned } from "#core/program/intake.ts";
import { aProgram } from "./a-program.ts";
import { aWorld } from "./a-world.ts";
import { bodyOf, partners, prove, type Sender, secretsOfAll, senders } from "./partners.ts";

const formTrust = { type: "choice" as const, values: ["verified", "unverified"] };
const unverified = { all: [{ fact: "formTrust", operator: "equal" as const, value: "unverified" }] };

/** The program of all partners, in which a coordinator chooses where the form is unverified. */
function careful() {
  const { intake, facts, journeys, ruleSets } = partners();
  const trusting = Object.entries(intake).map(([name, form]) => [
    name,
    { ...form, map: [...form.map, { question: "waymark.trust", fact: "formTrust" }] },
  ]);
  const { routing } = ruleSets;
  const review = { name: "unverified-form", conditions: unverified, event: { type: "review" } };
  const decide = [
    { do: "decide" as const, id: "route", ruleSet: "routing" },
    { do: "tell" as const, id: "received" },
    { do: "close" as const, id: "finish", as: "completed" as const },
  ];
  return aProgram({
    intake: Object.fromEntries(trusting),
    facts: { ...facts, facts: { ...facts.facts, formTrust, motivated: { type: "boolean" } } },
    ruleSets: { ...ruleSets, routing: { ...routing!, rules: [review], otherwise: { type: "intensive" } } },
    journeys: { mentee: { ...journeys.mentee!, stages: [{ id: "start", steps: decide }] } },
  });
}

async function applied(sender: Sender, body = bodyOf(sender, "7")) {
  const world = await aWorld({ pack: careful(), webhooks: secretsOfAll() });
  const reply = await world.hook({
    ...{ program: "test", form: sender, ...prove(sender, Buffer.from(body)) },
  });
  expect(reply.status).toBe(202);
  const [received] = await world.runtime.store.submissions.list("test", "received");
  await world.map({ submission: received!.id });
  await world.run();
  const [mapped] = await world.runtime.store.submissions.list("test", "mapped");
  const journey = await world.runtime.store.journeys.get(mapped!.journey!);
  return { submission: mapped!, journey: journey! };
}

describe.each(senders)("a form of %s", (sender) => {
  it("is marked with how far it is believed, and the rules see it", async () => {
    const { submission, journey } = await applied(sender);
    const trust = isUnsigned(sender) ? "unverified" : "verified";
    expect(submission.trust).toBe(trust);
    expect(journey.facts.formTrust).toMatchObject({ value: trust });
  });
});

describe("a program that wants a coordinator's yes for an unverified form", () => {
  it("waits for it before it goes on", async () => {
    const { journey } = await applied("jotform");
    expect(journey.facts.group).toBeUndefined();
    expect(Object.values(journey.openTasks)).toMatchObject([{ text: "tasks.confirm" }]);
    expect(journey.status).not.toBe("completed");
  });

  it("goes on by itself with a form that was signed", async () => {
    const { journey } = await applied("google-forms");
    expect(journey.facts.group).toMatchObject({ value: "intensive", by: "engine" });
    expect(journey.openTasks).toEqual({});
  });

  it("hears nobody but us on whom it may believe", async () => {
    const body = JSON.parse(bodyOf("microsoft-forms", "7")) as { answers: object };
    const lie = { ...body, answers: { "waymark.trust": "verified", ...body.answers } };
    const { journey } = await applied("microsoft-forms", JSON.stringify(lie));
    expect(journey.facts.formTrust).toMatchObject({ value: "unverified" });
    expect(journey.facts.group).toBeUndefined();
  });
});

describe("our word on a form", () => {
  it("takes the place of every answer of that name, whatever else it is called", () => {
    const lie = { names: ["q9", "waymark.trust"], values: [{ value: "verified", names: ["verified"] }] };
    const name = { names: ["name"], values: [{ value: "Samira", names: ["Samira"] }] };
    expect(withTrust({ answers: [lie, name] }, "unverified").answers).toEqual([
      name,
      { names: ["waymark.trust"], values: [{ value: "unverified", names: ["unverified"] }] },
    ]);
  });
});
