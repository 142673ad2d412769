import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readInvitation } from "#adapters/invitation.ts";
import { InviteAnswer } from "#cli/answers.ts";
import { create } from "#functions/console.ts";
import { aWorld } from "../functions/a-world.ts";
import { useNoEnvironment } from "./a-stage.ts";
import { waymark } from "./waymark.ts";

const sessionKey = "s".repeat(40);
const origin = "https://waymark.example.org";

beforeEach(() => {
  useNoEnvironment();
  vi.stubEnv("WAYMARK_ORIGIN", `${origin}/`);
  vi.stubEnv("WAYMARK_SECRETS", JSON.stringify({ sessionKey }));
  vi.stubEnv("AWS_REGION", "eu-north-1");
});
afterEach(() => void vi.unstubAllEnvs());

describe("an invitation", () => {
  it("is an address, alone on stdout, that lets one coordinator in once", async () => {
    const { code, stdout, stderr } = await waymark("invite", "Aino Coordinator");
    expect(code).toBe(0);
    expect(stderr).toContain("Lets Aino Coordinator in once");
    const [address, ...rest] = stdout.trimEnd().split("\n");
    expect(rest).toEqual([]);
    expect(address).toMatch(/^https:\/\/waymark\.example\.org\/console\/login\?key=[\w.-]+$/);
    const app = create((await aWorld()).doorOf("console"));
    const press = () =>
      app.request(address!, { method: "POST", headers: { origin, host: "waymark.example.org" } });
    expect(await (await app.request(address!)).text()).toContain("Aino Coordinator");
    expect((await press()).status).toBe(303);
    expect((await press()).status).toBe(410);
  });

  it("goes to the console's own host, and lasts ten minutes", async () => {
    vi.stubEnv("WAYMARK_CONSOLE_ORIGIN", "https://console.example.org");
    const before = Date.now();
    const { stdout } = await waymark("invite", " Aino ", "--json");
    const { address, until, name } = InviteAnswer.parse(JSON.parse(stdout));
    expect(name).toBe("Aino");
    expect(address).toContain("https://console.example.org/console/login?key=");
    expect(Date.parse(until) - before).toBeGreaterThan(599_000);
    expect(Date.parse(until) - before).toBeLessThan(660_000);
  });

  it("may say where later letters go, and what somebody is in which program", async () => {
    const more = ["--email", "Aino@Example.org", "--role", "funder", "--program", "cemewe", "--admin"];
    const { stdout } = await waymark("invite", "Aino", "--json", ...more);
    const key = new URL(InviteAnswer.parse(JSON.parse(stdout)).address).searchParams.get("key")!;
    expect(readInvitation(sessionKey, key, new Date().toISOString())).toMatchObject({
      email: "aino@example.org",
      roles: { cemewe: "funder" },
      admin: true,
    });
    expect((await waymark("invite", "Aino", "--email", "no address")).code).toBe(2);
    expect((await waymark("invite", "Aino", "--role", "king")).code).toBe(2);
  });

  it.each(["", "   ", "ن".repeat(81), "\u0002".repeat(80)])('is refused for the name "%s"', async (name) => {
    expect(await waymark("invite", name)).toMatchObject({ code: 2, stdout: "" });
  });

  it("needs the key of sessions, and does not show it", async () => {
    vi.stubEnv("WAYMARK_SECRETS", JSON.stringify({ sessionKey: "short" }));
    const { code, stdout, stderr } = await waymark("invite", "Aino");
    expect([code, stdout]).toEqual([3, ""]);
    expect(stderr).toContain("sessionKey");
    expect(stderr).not.toContain("short,");
  });
});
