// The README's test command: every check there is, in order of how quickly it fails, and one plain line at the end.
// Plain JavaScript, because the Node that npm starts may be too old to read TypeScript by itself.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const root = new URL("..", import.meta.url).pathname;
const scratch = mkdtempSync(join(tmpdir(), "waymark-test-"));
const report = join(scratch, "report.json");
const env = { ...process.env, PATH: join(root, "node_modules/.bin") + delimiter + process.env.PATH };

const steps = [
  ["format and lint", ["biome", "ci", "--error-on-warnings", "."]],
  ["types", ["tsc", "--noEmit"]],
  ["infra platform", ["node", "synth/run.js", "--install"]],
  ["infra types", ["tsc", "-p", "tsconfig.infra.json"]],
  ["packs", ["node", "cli/waymark.js", "check"]],
  ["DynamoDB Local", ["node", "local/bring-dynamodb-local.ts"]],
  ["tests", ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]],
];

let passed = 0;
let failed = 0;
for (const [name, [command, ...args]] of steps) {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(command, args, { cwd: root, env, stdio: "inherit" });
  if (name === "tests") countTests(status);
  else count(status === 0, name);
}
rmSync(scratch, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function count(ok, name) {
  if (ok) passed += 1;
  else failed += 1;
  if (!ok) console.log(`failed: ${name}`);
}

// A run that executed nothing, or died before its report, counts as failed.
function countTests(status) {
  const result = readReport();
  passed += result.numPassedTests;
  failed += result.numFailedTests;
  if (result.numPendingTests > 0) console.log(`\n${result.numPendingTests} skipped`);
  if (result.numPassedTests === 0 || (status !== 0 && result.numFailedTests === 0)) count(false, "tests");
}

function readReport() {
  try {
    return JSON.parse(readFileSync(report, "utf8"));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
  }
}
