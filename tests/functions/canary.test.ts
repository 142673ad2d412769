import { expect, it } from "vitest";
import { read } from "#adapters/store/door.ts";
import { Person } from "#core/people/person.ts";
import { create as createConsole } from "#functions/console.ts";
import { create as createPages } from "#functions/pages.ts";
import { aDesk, cookieOf, twoLanguages } from "../console/a-desk.ts";
import { aProgram, typeformBody } from "./a-program.ts";

/** A word for each field in which somebody may tell us something; none of them stands anywhere else. */
const canaries = {
  givenName: "canarygivenname",
  email: "canarymail@example.org",
  fact: "canaryfact",
  note: "canarynote",
  concern: "canaryconcern",
  hold: "canaryhold",
  ending: "canaryending",
  staffName: "canarystaffname",
  staffMail: "canarystaff@example.org",
  unreadable: "canaryunreadable",
};

/** All that leaves for where others read: logs, metrics, what the state machine is told and answers, addresses, errors. */
async function everythingThatLeaves() {
  const { facts } = aProgram().facts;
  const desk = await aDesk({
    pack: twoLanguages({ facts: { facts: { ...facts, hobby: { type: "text" } }, derived: {} } }),
  });
  const left: string[] = [];
  const keep = (where: string, what: unknown) => void left.push(`${where} ${JSON.stringify(what)}`);
  const { log, meter, store, clock, addresses } = desk.runtime;
  log.info = (...line) => keep("log", line);
  log.error = (...line) => keep("log", line);
  meter.record = (measures) => keep("metric", measures);
  const { functions } = desk.executions;
  for (const [name, call] of Object.entries(functions) as [string, (input: unknown) => Promise<unknown>][])
    Object.assign(functions, {
      [name]: async (input: unknown) => {
        keep(`state machine: ${name} is told`, input);
        try {
          const answer = await call(input);
          keep(`state machine: ${name} answers`, answer);
          return answer;
        } catch (error) {
          keep("error", String(error));
          throw error;
        }
      },
    });
  const page = async (reply: Response | Promise<Response>) => {
    const { headers, ...got } = { headers: (await reply).headers, html: await (await reply).clone().text() };
    keep("address", headers.get("location"));
    for (const [, address] of got.html.matchAll(/(?:href|action|src)="([^"]*)"/g))
      if (!/^(?:mailto|tel):/.test(address!)) keep("address", address);
    return got.html;
  };

  await desk.typeform(typeformBody("one", { name: canaries.givenName, email: canaries.email }));
  await desk.typeform(typeformBody("two", { name: canaries.givenName, languages: [canaries.fact] }));
  for (const submission of desk.streamed.splice(0)) await desk.map({ submission });
  await desk.run();
  const [journey] = await store.journeys.list("test", "mentee");
  const id = journey!.id;
  const said = { schema: 1, at: clock.now(), by: "coordinator" } as const;
  await store.events.put(id, { type: "facts-set", ...said, id: "fact", facts: { hobby: canaries.fact } });
  await desk.postman();
  for (const { letter } of desk.mailbox)
    for (const [, url] of letter.text.matchAll(/(https:\S+)/g)) keep("address", url);
  const path = `/p/${await desk.token(id)}`;
  const own = { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" };
  await page(desk.get(path, {}));
  await page(desk.post(`${path}/not-right`, { words: canaries.concern }, own));
  await page(desk.post(path, { motivated: "yes" }, own));
  await desk.run();

  const inside = createConsole(desk.doorOf("console"));
  const cookie = await desk.comeIn({
    id: "stf_x",
    name: canaries.staffName,
    email: canaries.staffMail,
    admin: true,
  });
  const screen = (to: string) => page(desk.get(`/console/test${to}`, { cookie }));
  const press = (to: string, form: Record<string, string>) =>
    page(desk.post(`/console/test${to}`, form, { cookie, ...own }));
  for (const to of ["", "/people", `/people/${id}`, "/matches", "/indicators", "/program", "/looked"])
    await screen(to);
  await press("/people", { q: canaries.givenName });
  for (const task of await desk.tasks(id)) {
    const at = `/tasks/${id}/${task.effect.id.split("/")[1]}`;
    await screen(at);
    await press(at, { nonce: "n", set: "note", note: canaries.note });
  }
  const { person } = Object.values(journey!.parties)[0]!;
  await press(`/people/${id}/hold`, { person, why: canaries.hold, nonce: "n" });
  await press(`/people/${id}/end`, { as: "withdrawn", reason: canaries.ending, nonce: "n" });
  await desk.run();
  const asked = await inside.request(`${addresses.console}/console/login/letter`, {
    ...{ method: "POST", headers: own, body: new URLSearchParams({ email: canaries.staffMail }) },
  });
  await page(asked);
  await desk.postman();
  const link = /\/console\/login\/[\w.-]+/.exec(desk.mailbox.at(-1)!.letter.text)![0];
  keep("address", link);
  const headers = { ...own, cookie: cookieOf(asked) };
  await page(inside.request(`${addresses.console}${link}`, { method: "POST", headers }));

  // And what goes wrong: a page, a letter, a row.
  const { people } = desk.doorOf("pages").store;
  people.get = () => Promise.reject(new Error(`no ${canaries.givenName}`));
  await page(createPages(desk.doorOf("pages")).request(`${addresses.pages}${path}`));
  desk.answers.push({ ok: false, code: "validation_error", retryable: false, refused: "letter" });
  desk.wait(8 * 86_400);
  await desk.sweep();
  await desk.run();
  await desk.postman();
  const damaged = { pk: "PERSON#per_x", sk: "PERSON", person: { givenName: [canaries.unreadable] } };
  try {
    read(Person, damaged, "person");
  } catch (error) {
    keep("error", String(error));
  }
  return { left, desk, id };
}

it("what somebody tells us stands in no log, no metric, no execution, no address and no error", async () => {
  const { left, desk, id } = await everythingThatLeaves();
  for (const where of [
    "log",
    "metric",
    "address",
    "error",
    "state machine: advance is told",
    "state machine: advance answers",
  ])
    expect(left.filter((line) => line.startsWith(where)).length, where).toBeGreaterThan(0);
  // They were all taken in: each stands where it belongs.
  const kept = JSON.stringify([
    await desk.journey(id),
    await desk.events(id),
    await desk.runtime.store.logs.of(id),
    await desk.runtime.store.people.get(Object.values((await desk.journey(id)).parties)[0]!.person),
    await desk.runtime.store.staff.list(),
  ]);
  const { unreadable: _, ...told } = canaries;
  for (const word of Object.values(told)) expect(kept, word).toContain(word);
  for (const word of Object.values(canaries)) expect(left.filter((line) => line.includes(word))).toEqual([]);
});
