import { once } from "node:events";
import { createServer } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { Decision } from "#core/rules/decision.ts";
import { persona, scratch, spawnWaymark, spoiled, waymark, written } from "./waymark.ts";

describe("help", () => {
  it("comes first, with examples first, when nothing is asked", async () => {
    const { code, stdout, stderr } = await waymark();
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout.startsWith("Examples:\n  $ waymark start")).toBe(true);
    expect(stdout).toContain("Exit codes: 0 fine");
  });

  it.each([
    ...["start", "check", "decide", "match", "rehearse", "never", "schemas"],
    ...["publish", "doctor", "invite", "erase"],
  ])("of %s shows examples before options", async (command) => {
    const { code, stdout } = await waymark(command, "--help");
    expect(code).toBe(0);
    expect(stdout.indexOf(`$ waymark ${command}`)).toBeLessThan(stdout.indexOf("Options:"));
    expect(stdout.startsWith("Examples:")).toBe(true);
  });

  it("says what was probably meant, and ends with 2", async () => {
    const { code, stdout, stderr } = await waymark("chekc");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("Did you mean check?");
  });

  it("names what is missing, and ends with 2", async () => {
    expect(await waymark("decide", "cemewe", "routing")).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("--facts"),
    });
  });
});

describe("the real command", () => {
  it("runs from any folder, prints one object and nothing else, and ends with the code", () => {
    const asked = spawnWaymark(
      "decide",
      "cemewe",
      "routing",
      "--facts",
      written(persona("samira")),
      "--json",
    );
    expect([asked.code, asked.stderr]).toEqual([0, ""]);
    expect(Decision.parse(JSON.parse(asked.stdout)).outcome).toBe("light");
    expect(spawnWaymark("check", "nowhere")).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("schemas", () => {
  it("are up to date in the folder with the programs", async () => {
    expect(await waymark("schemas", "--check")).toMatchObject({
      code: 0,
      stdout: "Nothing to write: the schemas are up to date.\n",
    });
  });

  it("are written where they are missing, and then there is nothing to do", async () => {
    const rules = scratch();
    expect(JSON.parse((await waymark("schemas", "--rules", rules, "--json")).stdout)).toMatchObject({
      written: true,
    });
    expect(await waymark("schemas", "--rules", rules, "--check")).toMatchObject({ code: 0 });
  });
});

describe("schemas of programs", () => {
  it("are written for each that can be read, and one that cannot be is named, with exit 1", async () => {
    const rules = spoiled("cemewe/facts.json", (text) => text.slice(0, -3));
    const { code, stderr } = await waymark("schemas", "--rules", rules);
    expect(code).toBe(1);
    expect(stderr).toContain('"cemewe" cannot be read, so its editor help stays as it was.');
  });
});

describe("start", () => {
  it.each(["wide", "70000", "-1"])("refuses %s as a port", async (port) => {
    const { code, stderr } = await waymark("start", "--port", port);
    expect(code).toBe(2);
    expect(stderr).toMatch(/is not a port|argument missing|unknown option/);
  });

  it("says which port is taken, and how to take another", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    const { code, stderr } = spawnWaymark("start", "--empty", "--port", String(port));
    expect(code).toBe(3);
    expect(stderr).toContain(`Port ${port} is taken`);
  });
});
