import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

/** The npm package that carries Amazon's DynamoDB Local 1.25.1: too large for everybody's `npm ci`, so it is pinned here. */
const carrier = {
  spec: "amplify-dynamodb-simulator@2.9.30",
  sha512: "xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ==",
};
const tools = resolve(import.meta.dirname, "../.tools");
const ownHome = join(tools, "dynamodb-local", carrier.spec);

/** The folder with DynamoDBLocal.jar, when it is on this machine. */
export function dynamoDbLocalHome(env = process.env): string | undefined {
  const home = env.DYNAMODB_LOCAL_HOME ?? ownHome;
  return existsSync(join(home, "DynamoDBLocal.jar")) ? home : undefined;
}

/**
 * Fetches it by npm, once, and only if its bytes are the ones that we know. Amazon's license (LICENSE.txt beside the jar)
 * allows it for development and tests by holders of an AWS account.
 */
export function bringDynamoDbLocal(): string {
  const known = dynamoDbLocalHome();
  if (known) return known;
  mkdirSync(join(tools, "dynamodb-local"), { recursive: true });
  const scratch = mkdtempSync(join(tools, "dynamodb-local", "coming-"));
  try {
    const tarball = fetched(scratch);
    mustBe(carrier.sha512, readFileSync(tarball));
    const only = ["--strip-components=2", "package/emulator"];
    execFileSync("tar", ["-xzf", tarball, "-C", unpacked(scratch), ...only]);
    place(unpacked(scratch));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return ownHome;
}

function fetched(folder: string): string {
  const args = ["pack", carrier.spec, "--ignore-scripts", "--silent"];
  const name = execFileSync("npm", args, { cwd: folder, encoding: "utf8", timeout: 300_000 }).trim();
  return join(folder, name);
}

/** @throws Error when somebody put other bytes under the name */
export function mustBe(sha512: string, bytes: Uint8Array): void {
  const found = createHash("sha512").update(bytes).digest("base64");
  if (found === sha512) return;
  throw new Error(
    `${carrier.spec} is not what it was: its SHA-512 is ${found}, and ${sha512} is expected. Do not run it; look at the registry that npm asks.`,
  );
}

function unpacked(scratch: string): string {
  const folder = join(scratch, "emulator");
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Whole or not at all; somebody else may have brought the same in the meantime. */
function place(folder: string): void {
  try {
    renameSync(folder, ownHome);
  } catch (error) {
    if (!dynamoDbLocalHome({})) throw error;
  }
}
