import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

const wanted = 24;
const ours = fileURLToPath(new URL("../node_modules/.bin/node", import.meta.url));
const tsconfig = fileURLToPath(new URL("../tsconfig.json", import.meta.url));

/**
 * Runs a TypeScript file of ours. Plain JavaScript, so that any Node can read it: one that is too old hands over to the
 * project's own, which `npm ci` brings along.
 */
export async function runOnOwnNode(main) {
  if (Number.parseInt(process.versions.node, 10) >= wanted) return load(main);
  if (existsSync(ours)) return handOver();
  console.error(
    `Waymark needs Node ${wanted}, and this is ${process.version}. Run "npm ci" in the project's folder: it brings one along.`,
  );
  process.exitCode = 3;
}

async function load(main) {
  const { register } = await import("tsx/esm/api");
  register({ tsconfig });
  await import(main.href);
}

function handOver() {
  const child = spawn(ours, process.argv.slice(1), { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal ?? "SIGTERM"] ?? 0);
  });
}
