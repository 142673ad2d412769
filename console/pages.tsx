import { createHash } from "node:crypto";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { send } from "#adapters/inbox.ts";
import { minute } from "#adapters/moment.ts";
import { cleanLine, cleanText } from "#core/forms/value.ts";
import type { JourneyEvent } from "#core/journey/event.ts";
import { dayOf } from "#core/program/calendar-day.ts";
import { type Answers, openAsking } from "./asking.ts";
import { fromOurPagesWithoutReferrer, pageHeaders, stylesheet } from "./headers.ts";
import { answered, neutral, notRightAgain, notRightDone, renewed, thanks } from "./pages/after.tsx";
import { askingPage, questionsFor } from "./pages/asking.tsx";
import { failed } from "./pages/failed.tsx";
import { isProof } from "./pages/proof.ts";
import { strangersLanguage, type Visit, visitAnyTime, visitOf } from "./pages/visit.ts";
import { readable } from "./readable.ts";
import { type FormRead, postOf, readForm } from "./reading.ts";
import type { Site } from "./site.ts";
import { pageStyle } from "./styles/page.ts";

/**
 * What participants reach by the links in their letters, to be mounted at /p. GET and HEAD change nothing, whoever opens
 * them; POST acts, and the same press twice is one answer.
 */
export function pagesApp(runtime: Site): Hono {
  const app = new Hono();
  app.use(
    ...pageHeaders("no-referrer"),
    fromOurPagesWithoutReferrer(runtime.addresses.pages),
    bodyLimit({ maxSize: 64 * 1024 }),
    readable,
  );
  app.get("/style.css", stylesheet(pageStyle));
  app.get("/:token", (c) => show(runtime, c));
  app.post("/:token", (c) => act(runtime, c));
  app.post("/:token/not-right", (c) => notRight(runtime, c));
  app.notFound(nowhere);
  return app;
}

const nowhere = (c: Context) =>
  c.html(neutral(strangersLanguage(c), c.req.param("token") !== undefined), 404);

const perMinute = 10;

/** Nobody presses so often; a page that is in trouble says so. */
async function hurries({ store, clock }: Site, { link }: Visit): Promise<boolean> {
  return !(await store.limits.take(`page/${link.id}`, perMinute, clock.now(), minute));
}

async function show(runtime: Site, c: Context) {
  const visit = await visitOf(runtime, c);
  if (!visit) return nowhere(c);
  const waiting = waitingFor(visit);
  const gone = (await told(runtime, visit)) ? c.html(answered(visit)) : undefined;
  return gone ?? (waiting ? c.html(askingPage(visit, waiting)) : nowhere(c));
}

async function act(runtime: Site, c: Context) {
  const post = postOf(await c.req.parseBody({ all: true }));
  if (post.again === "yes") return renew(runtime, c);
  const visit = await visitOf(runtime, c);
  if (!visit) return nowhere(c);
  const [waiting, answeredBefore] = [waitingFor(visit), await told(runtime, visit)];
  if (!waiting && !answeredBefore) return nowhere(c);
  if (await hurries(runtime, visit)) return c.html(failed(visit.words.language), 429);
  if (!isFromPage(runtime, visit, post))
    return c.html(waiting ? askingPage(visit, waiting) : answered(visit), 403);
  if (answeredBefore || !waiting) return c.html(thanks(visit));
  const read =
    waiting.purpose === "sign"
      ? readSignature(visit, post)
      : readForm(visit.words, questionsFor(visit, waiting), post);
  if (read.errors.length > 0) return c.html(askingPage(visit, waiting, read), 422);
  await send(runtime, visit.journey.id, eventOf(runtime, visit, waiting, read));
  return c.html(thanks(visit));
}

/**
 * A link that is too old may bring a new one, once a day: a letter to where the old one went. What is said does not depend
 * on whether there is anybody.
 */
async function renew(runtime: Site, c: Context) {
  const visit = await visitAnyTime(runtime, c);
  if (visit && waitingFor(visit)) {
    const { link, journey, pack } = visit;
    const at = runtime.clock.now();
    const id = `${link.ask}:${link.role}:link:${dayOf(at, pack.program.zone)}`;
    if (!(await happened(runtime, visit, id))) {
      const common = { schema: 2, id, at, by: link.role } as const;
      await send(runtime, journey.id, { type: "link-asked", ...common, ask: link.ask, role: link.role });
    }
  }
  return c.html(renewed(strangersLanguage(c)));
}

const isFromPage = ({ secrets }: Site, { link }: Visit, { page }: ReturnType<typeof postOf>): boolean =>
  isProof(secrets.linkKeys, link.id, String(page ?? ""));

const waitingFor = ({ journey, link }: Visit): Answers | undefined =>
  openAsking(journey, link.ask, link.role);

/** One answer a link: whatever is pressed again is the same event. */
const answerId = ({ link }: Visit): string => `${link.ask}:${link.role}`;

const told = (runtime: Site, visit: Visit) => happened(runtime, visit, answerId(visit));

async function happened(runtime: Site, visit: Visit, event: string): Promise<boolean> {
  const events = await runtime.store.events.all(visit.journey.id);
  return events.some(({ id }) => id === event);
}

function eventOf(runtime: Site, visit: Visit, waiting: Answers, read: FormRead): JourneyEvent {
  const { link } = visit;
  const common = {
    schema: 1,
    id: answerId(visit),
    at: runtime.clock.now(),
    by: link.role,
    ask: link.ask,
    role: link.role,
  } as const;
  if (waiting.purpose === "sign") return { type: "signed", ...common, name: String(read.typed.name) };
  return { type: "answered", ...common, facts: read.facts };
}

function readSignature({ words }: Visit, post: ReturnType<typeof postOf>): FormRead {
  const name = cleanLine(String(post.name ?? ""));
  const errors = [
    ...(post.agree === "yes" ? [] : [{ field: "agree", words: words.phrase("page.error.agree") }]),
    ...(name === "" ? [{ field: "name", words: words.phrase("page.error.name") }] : []),
  ];
  return { facts: {}, errors, typed: { name } };
}

const digest = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** The letters stop before anything else is done, so that nothing of ours crosses with a worry. */
async function notRight(runtime: Site, c: Context) {
  const visit = await visitOf(runtime, c);
  if (!visit) return nowhere(c);
  if (await hurries(runtime, visit)) return c.html(failed(visit.words.language), 429);
  const post = postOf(await c.req.parseBody({ all: true }));
  const words = cleanText(String(post.words ?? "")).slice(0, 2000);
  if (!isFromPage(runtime, visit, post)) return c.html(notRightAgain(visit, words), 403);
  if (words === "") return c.html(notRightAgain(visit), 422);
  const { link, journey } = visit;
  const id = `${link.ask}:${link.role}:not-right:${digest(`${String(post.page)} ${words}`)}`;
  if (await happened(runtime, visit, id)) return c.html(notRightDone(visit));
  const at = runtime.clock.now();
  const hold = { id, at, why: "said that something is not right", by: link.role };
  for (const party of Object.values(journey.parties)) await runtime.store.people.hold(party.person, hold);
  await send(runtime, journey.id, {
    type: "not-right",
    schema: 1,
    id,
    at,
    by: link.role,
    role: link.role,
    words,
  });
  return c.html(notRightDone(visit));
}
