import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Bench, type Row, rounded } from "./bench.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const limits = { serves: 15_000, demo: 60_000, again: 5_000 };

/** `npm start` as a newcomer meets it: until it serves, until the demo is in motion, and until it serves again on the same data. */
export const firstStart: Bench = async () => {
  const data = mkdtempSync(join(tmpdir(), "waymark-bench-"));
  try {
    const [serves, demo] = await startUntil(data, ["ready http", "demo is in motion"]);
    const [again] = await startUntil(data, ["ready http"]);
    return [
      row("npm start serves", serves!, limits.serves),
      row("the demo is in motion", demo!, limits.demo),
      row("a second start on the same data serves", again!, limits.again),
    ];
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
};

const row = (what: string, took: number, limit: number): Row => ({
  what: `${what} (${(took / 1000).toFixed(1)} s)`,
  ratio: rounded(took / limit),
  target: 1,
  against: `the limit of ${limit / 1000} s`,
});

/** Milliseconds from the start to each of these words, in order; then it is stopped. */
async function startUntil(data: string, words: string[]): Promise<number[]> {
  const began = performance.now();
  const child = spawn("npm", ["start", "--", "--port", "0", "--data", data], { cwd: root, detached: true });
  try {
    const times: number[] = [];
    for (const word of words) {
      await heard(child, word);
      times.push(performance.now() - began);
    }
    return times;
  } finally {
    await stop(child);
  }
}

function heard(child: ChildProcess, word: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    const listen = (chunk: Buffer) => {
      said += chunk;
      if (!said.includes(word)) return;
      for (const stream of [child.stdout, child.stderr]) stream?.off("data", listen);
      resolve();
    };
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", listen);
    child.once("exit", (code) =>
      reject(new Error(`npm start ended with ${code} before it said "${word}":\n${said}`)),
    );
  });
}

/** npm and what it started are one group. */
function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return Promise.resolve();
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  process.kill(-child.pid, "SIGTERM");
  return gone;
}
