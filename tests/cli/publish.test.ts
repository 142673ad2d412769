import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { loadPack } from "#adapters/pack-files.ts";
import { publish } from "#adapters/publishing.ts";
import { HistoryAnswer, PublishAnswer } from "#cli/answers.ts";
import { type Local, startLocal } from "#local/start.ts";
import { useEnvironment, useNoEnvironment, useParameters } from "./a-stage.ts";
import { scratch, spoiled, waymark } from "./waymark.ts";

const data = mkdtempSync(join(tmpdir(), "waymark-stage-"));
let local: Local;
let first: string;

beforeAll(async () => {
  local = await startLocal({ rules: join(import.meta.dirname, "../../rules"), data, port: 0 });
  first = (await local.runtime.store.packs.live("cemewe"))!.version;
});
afterAll(async () => {
  await local.close();
  rmSync(data, { recursive: true });
});
beforeEach(() => void useEnvironment(data));
afterEach(() => void vi.unstubAllEnvs());

/** The programs with other words in them, so of another version. */
const changed = (word: string) =>
  spoiled("cemewe/texts/en.json", (text) => text.replace(/("program\.name": ")[^"]*/, `$1${word}`));

const run = async (...args: string[]) =>
  JSON.parse((await waymark("publish", "cemewe", ...args, "--json")).stdout);
const json = async (...args: string[]) => PublishAnswer.parse(await run(...args));
const past = async () => HistoryAnswer.parse(await run("--history"));

describe("publishing", () => {
  it("makes a version live, says what was before, and leaves people where they are", async () => {
    const rules = changed("Second");
    const published = await json("--rules", rules, "--by", "aino");
    expect(published).toMatchObject({ published: true, before: first });
    expect(published.after).not.toBe(first);
    const { store } = local.runtime;
    expect((await store.packs.live("cemewe"))!.version).toBe(published.after);
    expect((await store.packs.get("cemewe", first)).version).toBe(first);
    const again = await waymark("publish", "cemewe", "--rules", rules);
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect(again.stdout).toContain("is live already; nothing was changed");

    const undone = await waymark("publish", "cemewe", "--undo", "--by", "kaisa");
    expect(undone.stdout).toContain(`${published.after} was live before, ${first} is live now`);
    expect((await store.packs.live("cemewe"))!.version).toBe(first);
    const { history, live } = await past();
    expect(live).toBe(first);
    expect(history.map(({ version, by }) => [version, by])).toEqual([
      [first, "kaisa"],
      [published.after, "aino"],
      [first, "start"],
    ]);
    expect(await json("--undo")).toMatchObject({ before: first, after: published.after });
    await waymark("publish", "cemewe", "--undo");
    expect((await waymark("publish", "cemewe", "--history")).stdout).toMatch(/kaisa[^\n]*\n|aino/);
  });

  it("keeps who, when, why, whom it changed, and who is on which version", async () => {
    const rules = changed("With a reason");
    const { after } = await json("--rules", rules, "--by", "aino", "--reason", "A2 is enough");
    const { history, people, live } = await past();
    expect(live).toBe(after);
    expect(history[0]).toMatchObject({
      ...{ version: after, before: first, by: "aino", reason: "A2 is enough" },
      impact: { changed: 0, of: 0 },
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
    expect(people).toEqual({});
    const shown = await waymark("publish", "cemewe", "--history");
    expect(shown.stdout).toMatch(
      new RegExp(
        `${after}  aino  \\(live\\)\n    A2 is enough\n    Decides something else about 0 of 0 people`,
      ),
    );
    const unsaid = await waymark("publish", "cemewe", "--rules", changed("Without one"));
    expect(unsaid).toMatchObject({ code: 0, stderr: expect.stringContaining("No reason was given") });
    await waymark("publish", "cemewe", "--undo", "--to", first);
  });

  it("goes back to any version that was live, and to no other", async () => {
    const { after } = await json("--rules", changed("One"), "--reason", "one");
    await json("--rules", changed("Two"), "--reason", "two");
    expect(await json("--undo", "--to", first)).toMatchObject({ published: true, after: first });
    expect(await json("--undo", "--to", after!)).toMatchObject({ before: first, after });
    expect((await past()).history[0]).toMatchObject({ version: after, before: first, undone: true });
    const count = (await past()).history.length;
    expect(await json("--undo", "--to", after!)).toMatchObject({ before: after, after });
    expect((await past()).history).toHaveLength(count);
    expect(await waymark("publish", "cemewe", "--undo", "--to", "0123456789ab")).toMatchObject({
      ...{ code: 2, stdout: "", stderr: expect.stringContaining('never live as version "0123456789ab"') },
    });
    expect(await waymark("publish", "cemewe", "--to", first)).toMatchObject({ code: 2, stdout: "" });
    await json("--undo", "--to", first);
  });

  it("tried without doing it does not go back either: it says to which version, and what is live stays live", async () => {
    const { after } = await json("--rules", changed("Not undone"), "--reason", "Not undone");
    const before = await past();
    for (const to of [[], ["--to", first]]) {
      const tried = await waymark("publish", "cemewe", "--undo", ...to, "--dry-run");
      expect(tried).toMatchObject({ code: 0, stdout: expect.stringContaining("Nothing was published.") });
      expect(tried.stdout).toContain(`Version ${first} differs in texts/en.json.`);
      expect(await json("--undo", ...to, "--dry-run")).toMatchObject({
        ...{
          published: false,
          before: after,
          after: first,
          files: ["texts/en.json"],
          impact: { changed: 0 },
        },
      });
    }
    expect(await past()).toEqual(before);
    await json("--undo", "--to", first);
  });

  it("does not go back over what somebody else has published meanwhile: they are shown, and one is chosen", async () => {
    const kaisa = await json("--rules", changed("Kaisa was first"), "--by", "kaisa", "--reason", "Mine");
    const aino = await json("--rules", changed("Aino was later"), "--by", "aino", "--reason", "Hers");
    const late = await waymark("publish", "cemewe", "--undo", "--over", kaisa.after!);
    expect(late.code).toBe(1);
    expect(late.stdout).toContain('Somebody else has published "cemewe" in the meantime; nothing was undone');
    expect(late.stdout).toMatch(new RegExp(`${aino.after}  aino\n    Hers`));
    const [line] = late.stdout.match(/--to \S+ --over \S+ --yes/)!;
    expect(line).toBe(`--to ${first} --over ${aino.after} --yes`);
    expect((await past()).live).toBe(aino.after);
    const chosen = await json("--undo", ...line.split(" "));
    expect(chosen).toMatchObject({ published: true, before: aino.after, after: first });
  });

  it("does not put one over what somebody else has published meanwhile: both are shown, and one is chosen", async () => {
    const seen = (await past()).live!;
    const aino = await json("--rules", changed("Aino's"), "--by", "aino", "--reason", "Words of Aino");
    const mine = changed("Kaisa's");
    const late = await waymark("publish", "cemewe", "--rules", mine, "--by", "kaisa", "--over", seen);
    expect(late.code).toBe(1);
    expect(late.stdout).toContain('Somebody else has published "cemewe" in the meantime; yours was not');
    expect(late.stdout).toMatch(new RegExp(`${aino.after}  aino\n    Words of Aino`));
    expect(late.stdout).toContain("Yours differs in texts/en.json.");
    expect(late.stdout).toContain(`--over ${aino.after} --yes`);
    const told = await json("--rules", mine, "--by", "kaisa", "--over", seen);
    expect(told).toMatchObject({
      ...{ published: false, before: aino.after, files: ["texts/en.json"], impact: { changed: 0 } },
      overtaken: [{ by: "aino", reason: "Words of Aino" }],
    });
    expect((await past()).live).toBe(aino.after);
    const chosen = await json("--rules", mine, "--by", "kaisa", "--over", aino.after!, "--yes");
    expect(chosen).toMatchObject({ published: true, before: aino.after });
    await json("--undo", "--to", first);
  });

  it("of two at the same moment lets one go first, and the other sees it; the same content twice is one", async () => {
    const count = (await past()).history.length;
    const { clock, store } = local.runtime;
    const both = await Promise.all(
      ["aino", "kaisa"].map(async (by) => {
        const { pack } = await loadPack(changed(`Of ${by}`), "cemewe");
        return publish({ clock, store }, pack!, { by });
      }),
    );
    const won = both.filter((done) => "after" in done);
    expect(won).toHaveLength(1);
    expect(both.find((done) => "since" in done)).toMatchObject({
      since: [{ version: (await past()).live, before: first }],
    });
    expect((await past()).history).toHaveLength(count + 1);
    await json("--undo", "--to", first);
    const { pack } = await loadPack(changed("Of both"), "cemewe");
    const same = await Promise.all(["aino", "kaisa"].map((by) => publish({ clock, store }, pack!, { by })));
    for (const done of same) expect(done).toMatchObject({ after: pack!.version });
    expect((await past()).history).toHaveLength(count + 3);
    await json("--undo", "--to", first);
  });

  it("refuses a program with problems, shows them all, and writes nothing", async () => {
    const rules = spoiled("cemewe/routing.json", (text) =>
      text.replace(/"hitPolicy": "[^"]*"/, '"hitPolicy": "whatever"'),
    );
    const before = await past();
    const { code, stdout } = await waymark("publish", "cemewe", "--rules", rules);
    expect(code).toBe(1);
    expect(stdout).toMatch(/cemewe\/routing\.json:\d+:\d+/);
    expect(stdout).toContain('"cemewe" was not published: what was live stays live.');
    expect((await json("--rules", rules)).problems.length).toBeGreaterThan(0);
    expect(await past()).toEqual(before);
  });

  it("refuses a program whose own examples do not come out", async () => {
    const rules = spoiled("cemewe/examples/samira.json", (text) =>
      text.replace(/"outcome": "light"/, '"outcome": "intensive"'),
    );
    const refused = await waymark("publish", "cemewe", "--rules", rules, "--json");
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      published: false,
      problems: [{ code: "example.decision" }],
    });
  });

  it("says how it is used wrongly", async () => {
    expect(await waymark("publish", "nowhere")).toMatchObject({ code: 2, stdout: "" });
    expect(await waymark("publish", "cemewe", "--undo", "--history")).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("a stage that is not named", () => {
  it("is asked for, with every variable at once", async () => {
    useNoEnvironment();
    const { code, stderr, stdout } = await waymark("publish", "cemewe");
    expect([code, stdout]).toEqual([3, ""]);
    expect(stderr).toContain("WAYMARK_TABLE");
    expect(stderr).toContain("AWS_REGION");
    expect(stderr).toContain("--stage NAME");
  });

  it("is read from what the deploy left", async () => {
    const env = useEnvironment(data);
    useNoEnvironment();
    vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", env.AWS_ENDPOINT_URL_DYNAMODB);
    await useParameters({});
    vi.stubEnv("AWS_REGION", "local");
    const outputs = join(scratch(), "outputs.json");
    const left = { stage: "test", region: "local", table: "waymark", erasures: "waymark-erasures" };
    const urls = {
      machine: "arn:aws:states:x",
      pages: "https://p.example.org",
      console: "https://c.example.org/console",
    };
    writeFileSync(outputs, JSON.stringify({ ...left, ...urls, forms: "more" }));
    const known = await waymark(
      "publish",
      "cemewe",
      "--history",
      "--stage",
      "test",
      "--outputs",
      outputs,
      "--json",
    );
    expect(JSON.parse(known.stdout).history.length).toBeGreaterThan(0);
    const other = await waymark(
      "publish",
      "cemewe",
      "--history",
      "--stage",
      "production",
      "--outputs",
      outputs,
    );
    expect(other).toMatchObject({ code: 3, stderr: expect.stringContaining('is of the stage "test"') });
    writeFileSync(outputs, JSON.stringify({ stage: "test" }));
    const half = await waymark("publish", "cemewe", "--history", "--stage", "test", "--outputs", outputs);
    expect(half).toMatchObject({ code: 3, stderr: expect.stringContaining("table, erasures, machine") });
    const none = await waymark(
      "publish",
      "cemewe",
      "--history",
      "--stage",
      "test",
      "--outputs",
      `${outputs}.no`,
    );
    expect(none).toMatchObject({ code: 3, stderr: expect.stringContaining("sst refresh --stage test") });
  });

  it("and one that does not answer may be asked again", async () => {
    vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:9");
    const { code, stderr } = await waymark("publish", "cemewe", "--history");
    expect(code).toBe(4);
    expect(stderr).toContain("run it again in a minute");
  });

  it("and one whose table is elsewhere says so", async () => {
    vi.stubEnv("WAYMARK_TABLE", "elsewhere");
    expect(await waymark("publish", "cemewe", "--history")).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("AWS_REGION"),
    });
  });
});
