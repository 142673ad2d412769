import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { ImportAnswer } from "#cli/answers.ts";
import { type Local, startLocal } from "#local/start.ts";
import { useEnvironment, useNoEnvironment } from "./a-stage.ts";
import { waymark, written } from "./waymark.ts";

const rules = join(import.meta.dirname, "../../rules");
const data = mkdtempSync(join(tmpdir(), "waymark-stage-"));
let local: Local;

beforeAll(async () => {
  local = await startLocal({ rules, data, port: 0 });
});
afterAll(async () => {
  await local.close();
  rmSync(data, { recursive: true });
});
beforeEach(() => void useEnvironment(data));
afterEach(() => void vi.unstubAllEnvs());

const headings =
  "Number;First name;Email;Language for our letters;I agree that my answers are used to find a match;Languages you can use in a conversation;Have you moved to a new country yourself?;Notes";
const row = (number: string, name: string, more = "Finnish; Swedish", moved = "yes") =>
  `${number};${name};${name}@example.org;English;yes;"${more}";${moved};knows Åsa`;
const table = (...rows: string[]) => written([headings, ...rows].join("\r\n"), "mentors.csv");

const run = async (file: string, ...args: string[]) => {
  const { code, stdout } = await waymark("import", "cemewe", "mentor-list", file, "--json", ...args);
  return { code, ...ImportAnswer.parse(JSON.parse(stdout)) };
};
const mentors = () => local.runtime.store.journeys.list("cemewe", "mentor");
const three = [row("1", "aava"), row("2", "bertil", "Klingon"), row("3", "clara"), row("3", "clara")];

describe("importing a table", () => {
  it("first says what each row would come to, and changes nothing", async () => {
    const { code, stdout } = await waymark("import", "cemewe", "mentor-list", table(...three));
    expect(code).toBe(1);
    expect(stdout).toContain('the form does not know, kept with each row and then cleared away: "Notes"');
    expect(stdout).toMatch(/line 2: would be taken in; we must ask first: Compliance cleared, /);
    expect(stdout).toMatch(
      /line 3: refused: column 6: The question "Languages you can use.*Klingon.*Add the answer/,
    );
    expect(stdout).toContain("line 5: the same as line 4");
    expect(stdout).toMatch(/2 rows would be taken in .*; 0 known before; 1 twice in the file; 1 refused\./);
    expect(stdout).not.toContain("aava");
    expect(await mentors()).toEqual([]);
    expect(await local.runtime.store.submissions.list("cemewe", "received")).toEqual([]);
  });

  it("takes in what is right, once, however often it is run, and after a correction the rest", async () => {
    const taken = await run(table(...three), "--yes");
    expect(taken).toMatchObject({
      code: 1,
      imported: true,
      counts: { "taken in": 2, refused: 1, twice: 1, failed: 0 },
    });
    await local.time.settle();
    const journeys = await mentors();
    expect(journeys.map(({ parties }) => parties.mentor!.givenName).sort()).toEqual(["aava", "clara"]);
    expect(journeys[0]!.facts).toMatchObject({
      languages: { value: ["finnish", "swedish"] },
      movedCountry: { value: true },
    });
    const letters = local.mailbox.count();
    expect(letters).toBeGreaterThan(0);

    const again = await run(table(...three), "--yes");
    expect(again.counts).toMatchObject({ "taken in": 0, known: 2, refused: 1 });
    await local.time.settle();
    const mended = [row("1", "aava"), row("2", "bertil", "Arabic"), row("3", "clara", "Finnish")];
    const last = await run(table(...mended), "--yes");
    expect(last).toMatchObject({ code: 0, counts: { "taken in": 1, known: 2 } });
    expect(last.rows.map(({ verdict, differs }) => [verdict, differs])).toEqual([
      ["known", false],
      ["taken in", undefined],
      ["known", true],
    ]);
    await local.time.settle();
    expect(await mentors()).toHaveLength(3);
    const to = local.mailbox.list(1000).map((mail) => `${mail.to} ${mail.subject}`);
    expect(new Set(to).size).toBe(to.length);
  });

  it("knows a row again when its columns stand in another order", async () => {
    const [first = "", second = "", ...more] = headings.split(";");
    const turned = written(
      `${[second, first, ...more].join(";")}\naava;1;${row("1", "aava").slice("1;aava;".length)}`,
      "m.csv",
    );
    expect((await run(turned)).rows).toMatchObject([{ verdict: "known", differs: false }]);
  });

  it("refuses a row that is too large for a form, or has no key, and takes the others", async () => {
    const large = row("30", "greta").replace("knows Åsa", "x".repeat(1024 * 1024));
    const tried = await run(table(large, row("", "hanna"), row("31", "ida")));
    expect(tried.counts).toMatchObject({ refused: 2, new: 1 });
    expect(tried.rows.map(({ line, message }) => [line, message?.slice(0, 20)])).toEqual([
      [2, "This row holds more "],
      [3, "The column of the ke"],
      [4, undefined],
    ]);
  });

  it("keeps what nobody asked for with the form that came, and makes no fact of it", async () => {
    const [submission] = await local.runtime.store.submissions.list("cemewe", "mapped");
    expect(submission).toMatchObject({ sender: "csv", trust: "verified" });
    expect(submission!.body).toContain("knows Åsa");
    expect(JSON.stringify(await mentors())).not.toContain("knows Åsa");
  });

  it("tries a table on the files of a folder, without any system", async () => {
    useNoEnvironment();
    const tried = await run(table(row("9", "dina")), "--rules", rules);
    expect(tried).toMatchObject({ code: 0, imported: false, counts: { new: 1 } });
    expect(
      await waymark("import", "cemewe", "mentor-list", table(), "--rules", rules, "--yes"),
    ).toMatchObject({ code: 2 });
    expect(await waymark("import", "cemewe", "mentor-list", table())).toMatchObject({ code: 3 });
  });

  it.each([
    [
      "a column that the form needs",
      "Number;First name;Mail\n1;a;b",
      /needs the columns "Email".*Its columns: "Number"/,
    ],
    ["two columns of one name", `${headings};Email\n`, /Two columns are called "Email"/],
    ["anything at all", "", /is empty/],
  ])("is refused as a whole without %s", async (_, text, wanted) => {
    const { code, stderr } = await waymark("import", "cemewe", "mentor-list", written(text, "m.csv"));
    expect(code).toBe(2);
    expect(stderr).toMatch(wanted);
  });

  it.each([
    [
      "a form that is no table",
      ["cemewe", "mentor-application"],
      /no form "mentor-application" for tables. It has mentor-list/,
    ],
    [
      "a program that is not live",
      ["elsewhere", "mentor-list"],
      /"elsewhere" is not live here; .*cemewe.* is/,
    ],
    ["a rate that is none", ["cemewe", "mentor-list", "--rate", "0"], /from 1 to 1000/],
  ])("says what is wrong with %s", async (_, [program = "", form = "", ...more], wanted) => {
    const { code, stderr } = await waymark("import", program, form, table(), ...more);
    expect(code).toBe(2);
    expect(stderr).toMatch(wanted);
  });

  it("stops where every row would be refused at the door, and goes on where it left off", async () => {
    const file = table(row("20", "elif"), row("21", "farah"));
    const wrong = JSON.stringify({ webhooks: { "cemewe/mentor-list": ["a secret of somebody else"] } });
    vi.stubEnv("WAYMARK_SECRETS", wrong);
    const stopped = await waymark("import", "cemewe", "mentor-list", file, "--yes");
    expect(stopped).toMatchObject({ code: 3, stderr: expect.stringContaining("401") });
    vi.stubEnv("WAYMARK_SECRETS", JSON.stringify({ webhooks: {} }));
    expect(await waymark("import", "cemewe", "mentor-list", file, "--yes")).toMatchObject({
      ...{ code: 3, stderr: expect.stringContaining("has no secret") },
    });
    useEnvironment(data);
    expect((await run(file, "--yes")).counts).toMatchObject({ "taken in": 2 });
  });
});
