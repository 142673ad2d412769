import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { aPartnersWorld, secretOf } from "./partners.ts";

const source = readFileSync(new URL("../../docs/senders/google-forms.gs", import.meta.url), "utf8");

interface Response {
  id: string;
  at: number;
  answers: { id: string; title: string; type: string; value: unknown; rows?: string[] }[];
}
const application = (id: string, at: number): Response => ({
  ...{ id, at },
  answers: [
    { id: "name", title: "First name", type: "TEXT", value: "Фатіма" },
    { id: "consent", title: "May we write?", type: "MULTIPLE_CHOICE", value: "Yes" },
    { id: "table", title: "Skills", type: "GRID", value: ["well", null], rows: ["I speak", "I write"] },
  ],
});

/** As much of Google as the script touches, with a form, its properties and the way to Waymark. */
async function aForm() {
  const world = await aPartnersWorld();
  const responses: Response[] = [];
  const properties = new Map<string, string>([
    ["WAYMARK_ADDRESS", "https://hooks.example.org/hooks/test/google-forms"],
    ["WAYMARK_SECRET", secretOf("google-forms")],
  ]);
  const posted: Parameters<typeof world.hook>[0][] = [];
  const triggers: string[] = [];
  const state = { now: Date.now(), answer: 202 as number | "unreachable" };
  const itemOf = ({ id, title, type, rows }: Response["answers"][number]) => ({
    getId: () => id,
    getTitle: () => title,
    getType: () => type,
    asGridItem: () => ({ getRows: () => rows }),
  });
  const shown = (response: Response) => ({
    getId: () => response.id,
    getTimestamp: () => new Date(response.at),
    getRespondentEmail: () => "",
    getItemResponses: () =>
      response.answers.map((answer) => ({ getItem: () => itemOf(answer), getResponse: () => answer.value })),
  });
  const form = {
    getId: () => "form",
    getTitle: () => "Apply",
    getResponses: (since?: Date) =>
      responses.filter(({ at }) => at >= (since?.getTime() ?? 0)).map((response) => shown(response)),
    getResponse: (id: string) => {
      const found = responses.find((response) => response.id === id);
      if (!found) throw new Error("Invalid response ID");
      return shown(found);
    },
  };
  const fetch = (address: string, options: { payload: string; headers: Record<string, string> }) => {
    if (state.answer === "unreachable") throw new Error("Address unavailable");
    const [, program, name] = /\/hooks\/([^/]+)\/([^/]+)$/.exec(address)!;
    const rawBody = Buffer.from(options.payload);
    posted.push({ program: program!, form: name!, headers: options.headers, rawBody });
    return { getResponseCode: () => state.answer };
  };
  const trigger = (name: string) => {
    const made = { create: () => void triggers.push(name) };
    const every = { everyMinutes: () => made };
    return { forForm: () => ({ onFormSubmit: () => made }), timeBased: () => every };
  };
  const script = createContext({
    Date: class extends Date {
      constructor(value?: number) {
        super(value ?? state.now);
      }
      static override now = () => state.now;
    },
    console: { log: () => undefined },
    FormApp: { getActiveForm: () => form },
    LockService: { getScriptLock: () => ({ tryLock: () => true, releaseLock: () => undefined }) },
    CacheService: { getScriptCache: () => ({ get: () => null, put: () => undefined }) },
    PropertiesService: {
      getScriptProperties: () => ({
        getProperty: (name: string) => properties.get(name) ?? null,
        getProperties: () => Object.fromEntries(properties),
        setProperty: (name: string, value: string) => void properties.set(name, value),
        deleteProperty: (name: string) => void properties.delete(name),
      }),
    },
    ScriptApp: { getProjectTriggers: () => [], deleteTrigger: () => undefined, newTrigger: trigger },
    UrlFetchApp: { fetch },
    Utilities: {
      Charset: { UTF_8: "utf8" },
      computeHmacSha256Signature: (text: string, key: string) => [
        ...createHmac("sha256", key).update(text, "utf8").digest(),
      ],
      base64Encode: (bytes: number[]) => Buffer.from(bytes).toString("base64"),
    },
  });
  runInContext(source, script);
  const run = (call: string): void => void runInContext(call, script);
  const submit = (response: Response) => {
    responses.push(response);
    run(`onWaymarkSubmit({ response: FormApp.getActiveForm().getResponse("${response.id}") })`);
  };
  const waiting = () => [...properties.keys()].filter((name) => name.startsWith("waiting/"));
  run("install()");
  return { world, responses, properties, posted, triggers, state, run, submit, waiting };
}

describe("the script in a Google Form", () => {
  it("installs a trigger for each response and one every ten minutes", async () => {
    expect((await aForm()).triggers).toEqual(["onWaymarkSubmit", "deliverWaiting"]);
  });

  it("sends what Waymark takes in and understands, letters of every script included", async () => {
    const form = await aForm();
    form.submit(application("2_ABaOnuc", form.state.now));
    expect(form.waiting()).toEqual([]);
    const reply = await form.world.hook(form.posted[0]!);
    expect(reply).toMatchObject({ status: 202, body: { state: "stored" } });
    const [kept] = await form.world.runtime.store.submissions.list("test", "received");
    expect(kept!.key).toBe("2_ABaOnuc");
    await form.world.map({ submission: kept!.id });
    const [mapped] = await form.world.runtime.store.submissions.list("test", "mapped");
    const journey = await form.world.runtime.store.journeys.get(mapped!.journey!);
    expect(Object.values(journey!.parties)[0]!.givenName).toBe("Фатіма");
  });

  it.each([503, 401, 400, 302, "unreachable"] as const)(
    "keeps the id and no answer after %s, and sends later",
    async (answer) => {
      const form = await aForm();
      form.state.answer = answer;
      form.submit(application("r1", form.state.now));
      expect(form.waiting()).toEqual(["waiting/r1"]);
      expect(JSON.stringify([...form.properties])).not.toContain("Фатіма");
      form.state.answer = 202;
      form.state.now += 600_000;
      form.run("deliverWaiting()");
      expect(form.waiting()).toEqual([]);
      expect(form.posted.at(-1)!.headers["waymark-timestamp"]).toBe(
        String(Math.floor(form.state.now / 1000)),
      );
    },
  );

  it("finds a response that Google told nobody about, also after days without a run", async () => {
    const form = await aForm();
    form.state.now += 3 * 86_400_000;
    form.responses.push(application("unseen", form.state.now - 2 * 86_400_000));
    form.run("deliverWaiting()");
    expect(form.posted).toHaveLength(1);
  });

  it("sends nothing from before it was installed", async () => {
    const form = await aForm();
    form.responses.push(application("old", form.state.now - 1));
    form.run("deliverWaiting()");
    expect(form.posted).toEqual([]);
  });

  it("fails aloud, and goes on, when a response cannot be sent for a day", async () => {
    const form = await aForm();
    form.state.answer = 503;
    form.submit(application("r1", form.state.now));
    form.state.now += 25 * 3_600_000;
    expect(() => form.run("deliverWaiting()")).toThrow("1 responses could not be sent");
    expect(form.waiting()).toEqual(["waiting/r1"]);
  });

  it("forgets a response that was deleted before it could be sent", async () => {
    const form = await aForm();
    form.state.answer = 503;
    form.submit(application("r1", form.state.now));
    form.responses.pop();
    form.run("deliverWaiting()");
    expect(form.waiting()).toEqual([]);
  });

  it.each([
    ["WAYMARK_ADDRESS", "http://hooks.example.org/hooks/a/b"],
    ["WAYMARK_SECRET", "short"],
  ])("says that %s is wrong before it is installed", async (name, value) => {
    const form = await aForm();
    form.properties.set(name, value);
    expect(() => form.run("install()")).toThrow(name);
  });
});
