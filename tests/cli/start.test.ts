import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { scratch } from "./waymark.ts";

const root = resolve(import.meta.dirname, "../..");

it("serves, says so on stdout and nothing else there, and stops when it is told to", async () => {
  const args = ["cli/waymark.js", "start", "--empty", "--port", "0", "--data", join(scratch(), "data")];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [first] = (await once(child.stdout, "data")) as [Buffer];
  const url = /^ready (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(String(first))?.[1];
  expect(url).toBeDefined();
  expect((await fetch(`${url}/outbox`)).status).toBe(200);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});
