import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evaluate } from "#synth/evaluate.ts";
import { accountFaults } from "../../stacks/preflight/account.ts";
import { refusal, warning } from "../../stacks/preflight/fault.ts";
import { domainFaults, mailDomainFaults } from "../../stacks/preflight/mail-domain.ts";
import { packFaults } from "../../stacks/preflight/packs.ts";
import { secretFaults, secretsIn } from "../../stacks/preflight/secrets.ts";
import { stageFaults as faultsOf } from "../../stacks/preflight/stage.ts";
import { type Stage, stageNamed } from "../../stacks/stages.ts";
import { root } from "./synthesized.ts";

const own = {
  WAYMARK_DOMAIN: "mentoring.malmo.se",
  WAYMARK_MAIL_FROM: "hello@mentoring.malmo.se",
  WAYMARK_ALARMS_TO: "on-call@malmo.se",
};
const keys = {
  LinkKey: "q7Zt0vYpN3kLxW8bR5mJc2HdG6sFa9TeUuVi1oPyQrE=",
  SessionKey: "B4nM8cX1zL6kJ3hG9fD5sA2pO7iU0yT4rE8wQ1vNbVc=",
  EmailHash: "k2Lp9Xw4Rv7Yb1Nc6Mz3Hd8Gs5Fj0TaQeWuIoPlKiJu=",
  ResendKey: "re_8sT2kQ9xWvB4nM7cZ1yL",
  Webhooks: '{"cemewe/application":["whsec_3f9aQ1zXc7Vb5Nm2Lk8Jh4Gf6Ds0PoIu"]}',
};
const whats = (faults: { what: string }[]) => faults.map(({ what }) => what);

describe("the look at the stage", () => {
  const stageFaults = (stage: Stage, env: Record<string, string>, dev = false) =>
    faultsOf(stage, { region: stage.region, dev }, env);

  it.each(["production", "staging"])(
    "finds nothing wrong with %s when the house has filled in its own",
    (name) => {
      expect(stageFaults(stageNamed(name, own), { AWS_REGION: "eu-north-1" })).toEqual([]);
    },
  );

  it("finds nothing wrong with a developer's stage that says nothing", () => {
    expect(stageFaults(stageNamed("ann", {}), {})).toEqual([]);
  });

  it.each(["Ann", "a", "-ann", "ann_lee", "9lives", "a-name-that-is-too-long", ""])(
    "refuses the name %j",
    (name) => {
      expect(whats(stageFaults(stageNamed(name, {}), {}))).toEqual([`A stage cannot be called "${name}".`]);
    },
  );

  it.each([
    ["prod", "production"],
    ["live", "production"],
    ["stg", "staging"],
    ["uat", "staging"],
  ])("asks whether %s is meant to be %s, before it becomes somebody's own", (name, meant) => {
    const [fault] = stageFaults(stageNamed(name, {}), {});
    expect(fault?.mend.join()).toContain(`--stage ${meant}`);
  });

  it("keeps sst dev away from stages where people are", () => {
    expect(stageFaults(stageNamed("ann", {}), {}, true)).toEqual([]);
    for (const name of ["staging", "production"])
      expect(whats(stageFaults(stageNamed(name, own), {}, true))).toEqual([
        expect.stringContaining("sst dev"),
      ]);
  });

  it("names everybody who says another region", () => {
    const env = { AWS_REGION: "us-east-1", AWS_DEFAULT_REGION: "eu-north-1", SST_AWS_REGION: "eu-west-1" };
    expect(whats(stageFaults(stageNamed("ann", {}), env))).toEqual([
      "ann lives in eu-north-1, but AWS_REGION says us-east-1, SST_AWS_REGION says eu-west-1.",
    ]);
    expect(whats(faultsOf(stageNamed("ann", {}), { region: "us-west-2", dev: false }, {}))).toEqual([
      "ann lives in eu-north-1, but the provider in sst.config.ts says us-west-2.",
    ]);
  });

  it("refuses what nobody has filled in, all at once and with the file to write it into", () => {
    const [fault, ...others] = stageFaults(stageNamed("production", {}), {});
    expect(others).toEqual([]);
    for (const name of Object.keys(own)) expect(fault?.what).toContain(name);
    expect(fault?.mend[0]).toContain(".env.production");
  });

  it.each([
    { WAYMARK_DOMAIN: "https://mentoring.malmo.se" },
    { WAYMARK_DOMAIN: "localhost" },
    { WAYMARK_DOMAIN: "mentoring.example.org" },
    { WAYMARK_MAIL_FROM: "mentoring.malmo.se" },
    { WAYMARK_MAIL_FROM: "onboarding@resend.dev" },
    { WAYMARK_ALARMS_TO: "ops@example.com" },
  ])("refuses $WAYMARK_DOMAIN $WAYMARK_MAIL_FROM $WAYMARK_ALARMS_TO in production", (wrong) => {
    const [fault] = stageFaults(stageNamed("production", { ...own, ...wrong }), {});
    expect(fault?.what).toContain(Object.keys(wrong)[0]);
    expect(stageFaults(stageNamed("production", own), {})).toEqual([]);
  });
});

describe("the look at the account", () => {
  const production = stageNamed("production", own);

  it("finds nothing wrong with one that has room and our zone, nor with one that may not be asked", () => {
    expect(accountFaults(production, { executions: 1000, zone: "malmo.se" })).toEqual([]);
    expect(accountFaults(production, { executions: 101, zone: "malmo.se" })).toEqual([]);
    expect(accountFaults(production, {})).toEqual([]);
  });

  it("refuses to reserve what a new account does not have, and only where something is reserved", () => {
    for (const executions of [10, 100])
      expect(whats(accountFaults(production, { executions }))).toEqual([
        expect.stringContaining(`may run ${executions} functions at once`),
      ]);
    expect(accountFaults(stageNamed("staging", own), { executions: 10 })).toEqual([]);
  });

  it("refuses hosts without a zone, and misses none where there are no hosts", () => {
    expect(whats(accountFaults(production, { zone: null }))).toEqual([
      expect.stringContaining("no public zone for mentoring.malmo.se"),
    ]);
    expect(accountFaults(stageNamed("ann", own), { zone: null })).toEqual([]);
  });
});

describe("the look at the secrets", () => {
  it("finds nothing wrong with good ones, nor with no forms yet, nor with a key that is being replaced", () => {
    expect(secretFaults(keys, "ann")).toEqual([]);
    expect(secretFaults({ ...keys, Webhooks: "{}" }, "ann")).toEqual([]);
    const ofAccounts = `{"resend":["whsec_3f9aQ1zXc7Vb5Nm2Lk8Jh4Gf6Ds0PoIu"],"jotform":["8f3b1c9e7d5a2046b8c1"]}`;
    expect(secretFaults({ ...keys, Webhooks: ofAccounts }, "ann")).toEqual([]);
    expect(
      secretFaults(
        { ...keys, LinkKey: `${keys.LinkKey},W9xC2vB7nM4kL1jH8gF5dS0aQ3pO6iUzTyReXwVuTsA=` },
        "ann",
      ),
    ).toEqual([]);
  });

  it("names all that are missing at once, with a command for each and for this stage", () => {
    const [fault, ...others] = secretFaults(secretsIn({ SST_SECRET_ResendKey: keys.ResendKey }), "ann");
    expect(others).toEqual([]);
    expect(fault?.what).toBe("Secrets are missing: LinkKey, SessionKey, EmailHash, Webhooks.");
    expect(fault?.mend).toHaveLength(4);
    for (const line of fault?.mend ?? []) expect(line).toMatch(/^npx sst secret set \w+ .+ --stage ann$/);
  });

  it.each([
    ["LinkKey", "tooshort"],
    ["LinkKey", `${keys.LinkKey},tooshort`],
    ["LinkKey", `${keys.LinkKey},${keys.SessionKey}1,${keys.EmailHash}2`],
    ["SessionKey", "a".repeat(44)],
    ["SessionKey", "please-change-me-please-change-me-pls"],
    ["EmailHash", "fake-EmailHash-not-a-secret-at-all-000"],
    ["ResendKey", "sk_8sT2kQ9xWvB4nM7cZ1yL"],
    ["ResendKey", "re_xxxxxxxxxxxxxxxxxxx"],
    ["Webhooks", "whsec_abc"],
    ["Webhooks", '{"cemewe":["whsec_3f9aQ1zXc7Vb5Nm2Lk8Jh4Gf6Ds0PoIu"]}'],
    ["Webhooks", '{"cemewe/application":[]}'],
    ["Webhooks", '{"cemewe/application":["short"]}'],
    ["Webhooks", `{"cemewe/application":["${"q7Zt0vYp".repeat(1100)}"]}`],
  ])("refuses %s as %s, and does not repeat it", (title, value) => {
    const faults = secretFaults({ ...keys, [title]: value }, "ann");
    expect(whats(faults)).toEqual([expect.stringContaining(`The secret ${title} will not do`)]);
    expect(refusal("ann", faults)).not.toContain(value);
  });

  it("refuses one value for two uses", () => {
    expect(whats(secretFaults({ ...keys, SessionKey: keys.LinkKey }, "ann"))).toEqual([
      "LinkKey and SessionKey have the same value.",
    ]);
  });
});

/** Resend as far as the look asks it: which domains there are, and whose key may ask. */
function fakeResend(): {
  server: Server;
  url: () => string;
  answer: { status: number; body: unknown };
  asked: string[];
} {
  const asked: string[] = [];
  const answer: { status: number; body: unknown } = { status: 200, body: {} };
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url?.split("?")[0]} ${request.headers.authorization}`);
    if (answer.status === 0) return void request.socket.destroy();
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(JSON.stringify(answer.body));
  });
  return { server, asked, answer, url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const listed = (domain: object) => ({ object: "list", has_more: false, data: [{ id: "d1", ...domain }] });
const verified = { name: "mentoring.malmo.se", status: "verified" };

const resend = fakeResend();
beforeAll(() => new Promise<void>((ready) => resend.server.listen(0, "127.0.0.1", ready)));
afterAll(() => void resend.server.close());

describe("the look at the mail domain", () => {
  const production = stageNamed("production", own);
  const look = (
    status: number,
    body: unknown,
    env: Record<string, string> = {},
    deployed: boolean | undefined = false,
  ) => {
    Object.assign(resend.answer, { status, body });
    resend.asked.length = 0;
    return mailDomainFaults(production, keys.ResendKey, { RESEND_BASE_URL: resend.url(), ...env }, deployed);
  };

  it("finds nothing wrong with a domain that Resend has verified", async () => {
    expect(await look(200, listed(verified))).toEqual([]);
    expect(resend.asked).toEqual([`GET /domains Bearer ${keys.ResendKey}`]);
  });

  it.each(["not_started", "pending", "failed", "partially_verified"])(
    "refuses one that is %s",
    async (status) => {
      expect(whats(await look(200, listed({ ...verified, status })))).toEqual([
        `Letters come from mentoring.malmo.se, which Resend has not verified (it says: ${status}).`,
      ]);
    },
  );

  it("refuses one that is not there, although its parent is, and says which are", async () => {
    const [fault] = await look(200, listed({ ...verified, name: "malmo.se" }));
    expect(fault?.what).toContain("which Resend does not know (it knows: malmo.se)");
  });

  it("refuses to have people followed", () => {
    const tracked = { name: "a.se", status: "verified" as const, click_tracking: true, open_tracking: false };
    expect(whats(domainFaults("a.se", [tracked]))).toEqual([
      "Resend follows what people do with letters from a.se.",
    ]);
  });

  it("says that a key for sending only cannot tell, and takes another one for the deploy alone", async () => {
    const restricted = { statusCode: 401, name: "restricted_api_key", message: "no" };
    const [fault] = await look(401, restricted);
    expect(fault?.mend.join()).toContain("WAYMARK_RESEND_DEPLOY_KEY");
    expect(await look(200, listed(verified), { WAYMARK_RESEND_DEPLOY_KEY: "re_full_access_key" })).toEqual(
      [],
    );
    expect(resend.asked).toEqual(["GET /domains Bearer re_full_access_key"]);
  });

  it("says that a key is wrong, and never shows it", async () => {
    const [fault] = await look(403, { statusCode: 403, name: "invalid_api_key", message: "no" });
    expect(fault?.what).toContain("does not accept the key");
    expect(JSON.stringify(fault)).not.toContain(keys.ResendKey);
  });

  it.each([
    ["errors at Resend", 500, { statusCode: 500, name: "internal_server_error", message: "oops" }],
    ["too many questions", 429, { statusCode: 429, name: "rate_limit_exceeded", message: "slow" }],
    ["no answer at all", 0, {}],
  ])("says after %s that one may try again", async (_, status, body) => {
    const [fault] = await look(status, body);
    expect(fault?.what).toContain("could not be asked");
    expect(fault?.mend.join()).toContain("again in a minute");
    expect(fault).not.toHaveProperty("passes");
  });

  it.each([
    ["errors at Resend", 500, { statusCode: 500, name: "internal_server_error", message: "oops" }],
    ["too many questions", 429, { statusCode: 429, name: "rate_limit_exceeded", message: "slow" }],
    ["no answer at all", 0, {}],
    ["a key for sending only", 401, { statusCode: 401, name: "restricted_api_key", message: "no" }],
  ])("never keeps a stage that was deployed before from going back: %s", async (_, status, body) => {
    const faults = await look(status, body, {}, true);
    expect(faults).toMatchObject([{ passes: true }]);
    expect(warning("production", faults)).toContain("deployed all the same");
  });

  it("keeps one that was deployed before from a domain that Resend says is not verified", async () => {
    for (const domain of [
      { ...verified, status: "failed" },
      { ...verified, name: "malmo.se" },
    ]) {
      const [fault] = await look(200, listed(domain), { WAYMARK_MAIL_DOMAIN: "unchecked" }, true);
      expect(fault?.what).toContain("Letters come from mentoring.malmo.se");
      expect(fault).not.toHaveProperty("passes");
    }
  });

  it("takes one's word that a stage was deployed before when the account cannot be asked", async () => {
    const down = { statusCode: 500, name: "internal_server_error", message: "oops" };
    const unknown = { RESEND_BASE_URL: resend.url() };
    Object.assign(resend.answer, { status: 500, body: down });
    const [refused] = await mailDomainFaults(production, keys.ResendKey, unknown);
    expect(refused?.mend.join()).toContain("WAYMARK_MAIL_DOMAIN=unchecked");
    expect(refused).not.toHaveProperty("passes");
    const word = { ...unknown, WAYMARK_MAIL_DOMAIN: "unchecked" };
    expect(await mailDomainFaults(production, keys.ResendKey, word)).toMatchObject([{ passes: true }]);
  });

  it("can be left out in a personal stage, and not before the first deploy of another", async () => {
    const skip = { WAYMARK_MAIL_DOMAIN: "unchecked", RESEND_BASE_URL: "http://127.0.0.1:9" };
    expect(await mailDomainFaults(stageNamed("ann", own), keys.ResendKey, skip)).toEqual([]);
    expect(await look(200, listed(verified), { WAYMARK_MAIL_DOMAIN: "unchecked" })).toHaveLength(1);
    expect(resend.asked).toEqual([]);
  });
});

describe("the look at the programs", () => {
  const folder = mkdtempSync(join(tmpdir(), "waymark-rules-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("finds nothing wrong with the ones that are here", async () => {
    expect(await packFaults(join(root, "rules"))).toEqual([]);
  });

  it("says where the problem is and how to mend it", async () => {
    cpSync(join(root, "rules"), folder, { recursive: true });
    writeFileSync(join(folder, "cemewe/routing.json"), "{");
    const [fault] = await packFaults(folder);
    expect(fault?.what).toMatch(/^The programs in rules\/ have/);
    expect(fault?.mend[0]).toMatch(/^rules\/cemewe\/routing\.json:1:1 {2}\S/);
  });
});

describe("a refusal", () => {
  it("says one thing as one, and several in a row", () => {
    expect(refusal("ann", [{ what: "A.", mend: ["do a"] }])).toBe(
      'One thing is in the way of deploying "ann". Nothing was created or changed.\n\n1. A.\n     do a\n',
    );
    expect(
      refusal("ann", [
        { what: "A.", mend: [] },
        { what: "B.", mend: [] },
      ]),
    ).toContain("2. B.");
  });
});

describe("a deploy", () => {
  const secrets = keys;
  const patience = 240_000;

  it(
    "is refused once, with everything, before anything is asked of AWS",
    async () => {
      const attempt = evaluate({
        root,
        stage: "production",
        command: "deploy",
        environment: { AWS_REGION: "us-east-1" },
      });
      const { message } = await attempt.then(
        () => expect.fail("it was not refused"),
        (error: Error) => error,
      );
      for (const said of ["eu-north-1", "WAYMARK_DOMAIN", "WAYMARK_ALARMS_TO", "LinkKey", "Webhooks"])
        expect(message).toContain(said);
      expect(message.match(/Nothing was created or changed/g)).toHaveLength(1);
    },
    patience,
  );

  it(
    "goes on when nothing is wrong",
    async () => {
      Object.assign(resend.answer, { status: 200, body: listed(verified) });
      const environment = { ...own, RESEND_BASE_URL: resend.url() };
      const { resources } = await evaluate({
        root,
        stage: "production",
        command: "deploy",
        secrets,
        environment,
        bundle: false,
      });
      expect(resources.length).toBeGreaterThan(150);
    },
    patience,
  );
});

describe("the look by itself", () => {
  it("ends with 0 when nothing is wrong, and with 1 and one message when something is", async () => {
    Object.assign(resend.answer, { status: 200, body: listed(verified) });
    const given = Object.fromEntries(
      Object.entries(keys).map(([name, value]) => [`SST_SECRET_${name}`, value]),
    );
    const env = { ...own, ...given, RESEND_BASE_URL: resend.url() };
    expect(await run(asked, env)).toEqual({ code: 0, said: "" });
    const refused = await run(asked, { ...env, SST_SECRET_LinkKey: "" });
    expect(refused.code).toBe(1);
    expect(refused.said).toContain("A secret is missing: LinkKey.");
    Object.assign(resend.answer, { status: 500, body: {} });
    expect((await run(asked, env)).code).toBe(1);
    const again = await run({ ...asked, account: { deployed: true } }, env);
    expect(again.code).toBe(0);
    expect(again.said).toContain('"production" is deployed all the same. Whether Resend');
  }, 60_000);

  const asked = { stage: "production", region: "eu-north-1", dev: false, account: {} };
  const run = (what: object, env: Record<string, string>) =>
    new Promise<{ code: number | null; said: string }>((resolve) => {
      const child = spawn(process.execPath, [join(root, "stacks/preflight/run.js"), JSON.stringify(what)], {
        env: { PATH: process.env.PATH ?? "", ...env },
        timeout: 50_000,
      });
      let said = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
      child.once("close", (code) => resolve({ code, said }));
    });
});
