import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { freePort, openDynamoDbLocal } from "#local/dynamodb-local.ts";
import { mustBe } from "#local/dynamodb-local-home.ts";
import { javaProblem } from "#local/java.ts";
import { createTable } from "#local/table-definition.ts";
import { connect } from "../adapters/dynalite.ts";
import { needsJava } from "../adapters/java.ts";

const root = resolve(import.meta.dirname, "../..");
const missing = needsJava();

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "waymark-dynamodb-local-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A Java that does what the script says. */
function aJava(script: string): NodeJS.ProcessEnv {
  const home = folder();
  writeFileSync(join(home, "java"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { PATH: home };
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe("what DynamoDB Local needs", () => {
  it("is a Java that is new enough, and the message says how to get one", () => {
    expect(javaProblem(aJava(`echo 'openjdk version "17.0.15" 2025-04-15' >&2`))).toBeUndefined();
    expect(javaProblem(aJava(`echo 'openjdk version "21" 2023-09-19' >&2`))).toBeUndefined();
    expect(javaProblem(aJava(`echo 'java version "1.8.0_402"' >&2`))).toMatch(/Java 1 is too old.*apt-get/);
    expect(javaProblem(aJava("exit 1"))).toMatch(/there is no Java.*apt-get/);
    expect(javaProblem({ PATH: "/nowhere" })).toMatch(/there is no Java.*apt-get/);
  });

  it("is never run when its bytes are not those that we know", () => {
    const sha512 = "z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==";
    expect(() => mustBe(sha512, Buffer.from(""))).not.toThrow();
    expect(() => mustBe(sha512, Buffer.from("x"))).toThrow(/Do not run it/);
  });
});

describe.runIf(!missing)("Amazon's DynamoDB Local", { timeout: 180_000 }, () => {
  it("takes another port when its own was taken, keeps its rows over a restart, and ends its JVM", async () => {
    const data = folder();
    const ports = [await busyPort()];
    const first = await openDynamoDbLocal(data, async () => ports.pop() ?? freePort());
    expect(ports).toEqual([]);
    await createTable(first.endpoint, "rows");
    const before = connect(first.endpoint, "rows");
    await before.table.put({ pk: "a", sk: "b", listPk: "l", listSk: "1" });
    before.disconnect();
    await first.close();
    expect(isAlive(first.pid)).toBe(false);
    const second = await openDynamoDbLocal(data);
    const after = connect(second.endpoint, "rows");
    expect(await after.table.list("l")).toEqual([{ pk: "a", sk: "b", listPk: "l", listSk: "1" }]);
    after.disconnect();
    await second.close();
  });

  it("serves the whole system, and ends its JVM when that is killed", async () => {
    const code = `import { startLocal } from "#local/start.ts";
      const { url, database } = await startLocal({ rules: "rules", database: "dynamodb-local" });
      console.log(JSON.stringify({ url, endpoint: database.endpoint }));`;
    const program = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
    });
    onTestFinished(() => void program.kill("SIGKILL"));
    const [first] = (await once(program.stdout, "data")) as [Buffer];
    const { url, endpoint } = JSON.parse(String(first)) as { url: string; endpoint: string };
    expect((await fetch(`${url}/outbox`)).status).toBe(200);
    expect(await answers(endpoint)).toBe(true);
    program.kill("SIGKILL");
    for (let n = 0; n < 100 && (await answers(endpoint)); n += 1) await pause(100);
    expect(await answers(endpoint)).toBe(false);
  });
});

const answers = (endpoint: string) => fetch(endpoint).then(Boolean, () => false);

/** Somebody else's, who does not speak HTTP. */
async function busyPort(): Promise<number> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((ready) => server.listen(0, ready));
  onTestFinished(() => void server.close());
  return (server.address() as { port: number }).port;
}
