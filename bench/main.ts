import type { Bench, Row } from "./bench.ts";

interface Loaded {
  bench: Bench;
  /** Tables for the documentation, of a bench that has some. */
  markdown?: () => Promise<string>;
}

const benches: Record<string, () => Promise<Loaded>> = {
  check: () => import("./check.ts"),
  rules: () => import("./rules.ts"),
  impact: () => import("./impact.ts"),
  matching: () => import("./matching.ts"),
  rehearse: () => import("./rehearse.ts"),
  hooks: () => import("./hooks.ts"),
  mail: () => import("./mail.ts"),
  scale: () => import("./scale.ts"),
  "cold-start": () => import("./cold-start.ts"),
};

const wanted = process.argv.slice(2).filter((word) => !word.startsWith("-"));
const json = process.argv.includes("--json");

async function main(): Promise<number> {
  const [name] = wanted;
  const load = name === undefined ? undefined : benches[name];
  if (!load || wanted.length > 1) {
    process.stderr.write(
      `Examples:\n  $ npm run bench -- rules\n  $ npm run bench -- rehearse --json\n  $ npm run bench -- scale --markdown\n\nBenchmarks: ${Object.keys(benches).join(", ")}. A ratio is our cost over the other's, and at most its target.\n`,
    );
    return name === undefined ? 0 : 2;
  }
  const { bench, markdown } = await load();
  if (process.argv.includes("--markdown") && markdown) {
    process.stdout.write(`${await markdown()}\n`);
    return 0;
  }
  const rows = await bench();
  if (json) process.stdout.write(`${JSON.stringify({ name, rows }, null, 2)}\n`);
  else for (const row of rows) process.stdout.write(`${line(row)}\n`);
  return rows.every(({ ratio, target }) => ratio <= target) ? 0 : 1;
}

const line = ({ what, ratio, target, against }: Row): string =>
  `${ratio <= target ? "ok  " : "OVER"}  ${what}: ${ratio} of ${against} (at most ${target})`;

process.exitCode = await main();
