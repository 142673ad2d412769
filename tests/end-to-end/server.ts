import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const root = resolve(import.meta.dirname, "../..");
const node = join(root, "node_modules/.bin/node");
const patience = 60_000;

/** The real command in a process of its own, over one data folder: what a power cut does to it, SIGKILL does here. */
export class Server {
  url = "";
  starts = 0;
  private child: ChildProcess | undefined;
  private said: string[] = [];
  private data: string;
  private port = 0;

  constructor(data: string) {
    this.data = data;
  }

  /** The first start takes any free port; every later one takes the same again, as on somebody's own machine. */
  async start(): Promise<void> {
    const child = this.spawn();
    this.url = await ready(child, () => this.said.slice(-20).join(""));
    this.port = Number(new URL(this.url).port);
  }

  /** Dies while it is still starting. */
  async stumble(delay: number): Promise<void> {
    this.spawn();
    await pause(delay);
    await this.kill();
  }

  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  async stop(): Promise<void> {
    await this.end("SIGTERM");
  }

  /** What it wrote to stderr since the beginning, over all its lives. */
  get complaints(): string {
    return this.said.join("");
  }

  private spawn(): ChildProcess {
    const flags = ["--empty", "--port", String(this.port), "--data", this.data];
    const child = spawn(node, ["cli/waymark.js", "start", ...flags], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child = child;
    this.starts += 1;
    child.stderr.on("data", (bytes) => this.said.push(String(bytes)));
    return child;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    const late = await Promise.race([gone, pause(patience, "late" as const, { ref: false })]);
    if (late !== "late") return;
    child.kill("SIGKILL");
    throw new Error(`${signal} did not end the process within ${patience} ms`);
  }
}

async function ready(child: ChildProcess, said: () => string): Promise<string> {
  const stopped = new AbortController();
  const late = pause(patience, undefined, { signal: stopped.signal }).then(() => {
    child.kill("SIGKILL");
    throw new Error(`no "ready" within ${patience} ms: ${said()}`);
  });
  const exited = once(child, "exit", { signal: stopped.signal }).then(([code]) => {
    throw new Error(`it ended with ${code} before it was ready: ${said()}`);
  });
  const waits = [late, exited];
  for (const wait of waits) wait.catch(() => undefined);
  try {
    return await Promise.race([announced(child), ...waits]);
  } finally {
    stopped.abort();
  }
}

function announced(child: ChildProcess): Promise<string> {
  return new Promise((found) => {
    let heard = "";
    child.stdout!.on("data", (bytes) => {
      heard += String(bytes);
      const [, url] = /^ready (\S+)$/m.exec(heard) ?? [];
      if (url) found(url);
    });
  });
}
