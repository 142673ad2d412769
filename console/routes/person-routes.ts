import type { Context, Hono } from "hono";
import { cleanLine } from "#core/forms/value.ts";
import type { JourneyEvent } from "#core/journey/event.ts";
import { oneAddress } from "#core/people/address.ts";
import { brokenBy } from "#core/program/broken-by.ts";
import { partsOf } from "#core/rules/dictionary.ts";
import type { DeskEnv } from "../desk.ts";
import { trace } from "../guard.ts";
import { mendPerson } from "../mending.ts";
import { personPath } from "../paths.ts";
import { type Gathered, gather } from "../person/gather.ts";
import { postOf, readForm } from "../reading.ts";
import { correction } from "../screens/correction.tsx";
import { missing } from "../screens/missing.tsx";
import { people } from "../screens/people.tsx";
import { person } from "../screens/person.tsx";
import { staffTick } from "../screens/person-plans.tsx";
import type { Refused } from "../screens/person-reach.tsx";
import { sendAndSettle } from "../settle.ts";

type Ctx = Context<DeskEnv>;

/** People, one person, and what staff may do there. */
export function personRoutes(app: Hono<DeskEnv>, now: () => string): void {
  app.get("/people", async (c) => {
    const { role, status } = c.req.query();
    return c.html(await people(c.var.desk, { role, status }));
  });
  app.post("/people", search);
  app.get("/people/:journey", async (c) => {
    const page = await person(c.var.desk, c.req.param("journey"), flashes[c.req.query("done") ?? ""]);
    return page ? c.html(page) : nobody(c);
  });
  app.get("/people/:journey/facts", async (c) => {
    const found = await asked(c);
    return found
      ? c.html(correction(c.var.desk, found.gathered, found.fact, crypto.randomUUID()))
      : nobody(c);
  });
  app.post("/people/:journey/facts", setFacts);
  app.post("/people/:journey/plans/:plan", tick);
  app.post("/people/:journey/hold", hold);
  app.post("/people/:journey/lift", lift);
  app.post("/people/:journey/address", (c) => mended(c, "address", now()));
  app.post("/people/:journey/letters", (c) => mended(c, "letters", now()));
  app.post("/people/:journey/end", end);
}

const flashes: Record<string, string> = {
  facts: "Written down, with a coordinator as the source.",
  plan: "The ticks are saved.",
  hold: "Routine letters are on hold. Safety letters still go out.",
  lift: "The hold is lifted. Letters that were held back stand on Today: let each go, or leave it.",
  address:
    "The new address is written down, and letters go there from now on. Those that did not arrive are not sent again.",
  letters: "Letters go to this address again. Those that did not arrive are not sent again.",
  end: "It is being ended. Your reason stays in the story.",
};

const nobody = (c: Ctx) =>
  c.html(missing("There is nobody here.", "The address may belong to another program."), 404);
const here = (c: Ctx, done: string) =>
  c.redirect(`${personPath(c.var.desk.base, c.req.param("journey")!)}?done=${done}`, 303);
const find = (c: Ctx) => gather(c.var.desk, c.req.param("journey")!);

/** A name is posted: addresses stay in histories and logs. */
async function search(c: Ctx) {
  const { q, role = "", status = "" } = await posted(c);
  if (q) return c.html(await people(c.var.desk, { q, role, status }));
  return c.redirect(`${c.var.desk.base}/people?${new URLSearchParams({ role, status })}`, 303);
}

async function asked(c: Ctx): Promise<{ gathered: Gathered; fact: string } | undefined> {
  const gathered = await find(c);
  const fact = c.req.query("fact") ?? "";
  const { name } = partsOf(fact);
  return gathered && Object.hasOwn(gathered.pack.facts.facts, name) ? { gathered, fact: name } : undefined;
}

async function posted(c: Ctx): Promise<Record<string, string>> {
  const post = postOf(await c.req.parseBody({ all: true }));
  return Object.fromEntries(
    Object.entries(post).map(([name, value]) => [name, [value].flat()[0]?.trim() ?? ""]),
  );
}

async function tell(c: Ctx, event: JourneyEvent): Promise<void> {
  await sendAndSettle(c.var.desk.runtime, c.req.param("journey")!, event, c.var.desk.options.patience);
}

/** The same press is the same event: its id is made from the page that was pressed. */
function common(c: Ctx, what: string, nonce: string | undefined) {
  const id = `${c.req.param("journey")}:${what}:${(nonce || crypto.randomUUID()).slice(0, 64)}`;
  return { schema: 1, id, at: c.var.desk.now, by: "coordinator" } as const;
}

async function setFacts(c: Ctx) {
  const found = await asked(c);
  if (!found) return nobody(c);
  const [promise] = brokenBy(found.gathered.pack, { act: "learn", fact: found.fact, by: "coordinator" });
  if (promise)
    return c.html(missing("The program has promised that staff do not write this.", promise.why), 409);
  const post = postOf(await c.req.parseBody({ all: true }));
  const read = readForm(found.gathered.words, [{ fact: found.fact, required: true }], post);
  const nonce = [post.nonce].flat()[0];
  const wrong = read.errors[0]?.words;
  if (wrong)
    return c.html(
      correction(c.var.desk, found.gathered, found.fact, nonce ?? crypto.randomUUID(), wrong),
      422,
    );
  await tell(c, { type: "facts-set", ...common(c, "facts", nonce), facts: read.facts });
  return here(c, "facts");
}

async function tick(c: Ctx) {
  const gathered = await find(c);
  const plan = c.req.param("plan")!;
  const definition = gathered?.pack.plans[plan];
  if (!definition) return nobody(c);
  if (!staffTick(definition))
    return c.html(missing("These goals are the mentee’s own.", "Only she chooses them."), 409);
  const items = definition.groups.flatMap((group) => group.items.map(({ id }) => id));
  const post = postOf(await c.req.parseBody({ all: true }));
  const ticked = [post.ticked ?? []].flat().filter((item) => items.includes(item));
  await tell(c, { type: "plan-ticked", ...common(c, "plan", [post.nonce].flat()[0]), plan, ticked });
  return here(c, "plan");
}

async function hold(c: Ctx) {
  const [gathered, post] = [await find(c), await posted(c)];
  if (!gathered || !belongs(gathered, post.person)) return nobody(c);
  const { desk } = c.var;
  const { id } = common(c, "hold", post.nonce);
  await desk.runtime.store.people.hold(post.person!, {
    id,
    at: desk.now,
    why: post.why?.slice(0, 200) || "no reason given",
    by: desk.staff.name,
  });
  return here(c, "hold");
}

async function lift(c: Ctx) {
  const [gathered, post] = [await find(c), await posted(c)];
  if (!gathered || !belongs(gathered, post.person)) return nobody(c);
  await c.var.desk.runtime.store.people.lift(post.person!, post.hold ?? "");
  return here(c, "lift");
}

/** Another address, or letters to the same one again: `at` is when it is written down, by the clock of sessions. */
async function mended(c: Ctx, what: "address" | "letters", at: string) {
  const [gathered, post] = [await find(c), await posted(c)];
  if (!gathered || !belongs(gathered, post.person)) return nobody(c);
  const { desk } = c.var;
  const email = what === "address" ? oneAddress(post.email ?? "") : undefined;
  const why = cleanLine(post.why ?? "").slice(0, 200);
  const refuse = async (status: 409 | 422, ...keys: string[]) => {
    const [wrong, flash] = refusalOf(gathered, keys);
    const kept = { email: post.email ?? "", why: post.why ?? "", word: post.word === "yes" };
    const refused = { person: post.person!, what, ...kept, wrong };
    return c.html((await person(desk, gathered.journey.id, flash, refused))!, status);
  };
  const wrong = [
    ...(what === "address" && !email ? ["no-address"] : []),
    ...(why === "" ? ["no-reason"] : []),
  ];
  if (wrong.length > 0) return refuse(422, ...wrong);
  const { id } = common(c, what, post.nonce);
  const said = {
    id,
    at: desk.now,
    by: desk.staff.name,
    why,
    herWord: post.word === "yes",
    ...(email && { email }),
  };
  const not = await mendPerson(desk.runtime, gathered.journey, post.person!, said);
  if (not) return refuse(409, not);
  await trace(desk.runtime, c, at, { did: "changed", what: [what] });
  return here(c, what);
}

const lineOf: Record<string, keyof Refused["wrong"]> = {
  ...{ "no-address": "email", "same-address": "email", "no-reason": "why", "no-word": "word" },
};

/** What is said beside which line of the form, and above everything where it is about none. */
function refusalOf({ words }: Gathered, keys: string[]): [Refused["wrong"], string | undefined] {
  const wrong: Refused["wrong"] = {};
  let flash: string | undefined;
  for (const key of keys) {
    const [line, said] = [lineOf[key], words.phrase(`reach.not.${key}`)];
    if (line) wrong[line] = said;
    else flash = said;
  }
  return [wrong, flash];
}

async function end(c: Ctx) {
  const [gathered, post] = [await find(c), await posted(c)];
  if (!gathered) return nobody(c);
  const as = endings.find((ending) => ending === post.as);
  const reason = post.reason?.slice(0, 300);
  if (!as || !reason) return here(c, "");
  await tell(c, { type: "ended", ...common(c, "end", post.nonce), as, reason });
  return here(c, "end");
}

const endings = ["ended early", "withdrawn", "declined", "canceled"] as const;

const belongs = ({ journey }: Gathered, person: string | undefined): boolean =>
  Object.values(journey.parties).some((party) => party.person === person);
