import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Provider, readApp } from "./config-bundle.ts";
import { Failure } from "./failure.ts";
import { installPlatform } from "./install-platform.ts";
import { locked } from "./lock.ts";

/** SST's components and Pulumi's libraries, installed. */
export interface Platform {
  /** The folder `.sst`. */
  work: string;
  /** The folder `.sst/platform`: SST's components in source, and their packages. */
  folder: string;
  providers: Provider[];
}

/** Makes `.sst/platform` ready, once for a version of SST and its providers. `say` hears what takes long. */
export async function ensurePlatform(
  root: string,
  say: (line: string) => void = () => {},
): Promise<Platform> {
  const config = join(root, "sst.config.ts");
  if (!existsSync(config)) throw new Failure(`There is no sst.config.ts in ${root}.`, 3);
  const work = join(root, ".sst");
  const version = sstVersion(root);
  const wanted = keyOf(version, await providersOf(config, work));
  await locked(join(work, "synth", "lock"), async () => {
    if (isReady(work, version, wanted)) return;
    say(`Installing the platform of SST ${version}; the next run finds it ready.`);
    rmSync(stamp(work), { force: true });
    await installPlatform(root);
    writeFileSync(stamp(work), wanted);
  });
  return opened(work);
}

const stamp = (work: string): string => join(work, "synth", "installed");

function opened(work: string): Platform {
  const lock = readFileSync(join(work, "provider-lock.json"), "utf8");
  return { work, folder: join(work, "platform"), providers: JSON.parse(lock) as Provider[] };
}

// The stamp is written last, so an installation that was cut off is not taken for a whole one.
function isReady(work: string, version: string, wanted: string): boolean {
  return (
    existsSync(stamp(work)) &&
    readFileSync(stamp(work), "utf8") === wanted &&
    existsSync(join(work, "provider-lock.json")) &&
    existsSync(join(work, "platform/node_modules/@pulumi/pulumi/package.json")) &&
    readFileSync(join(work, "platform/version"), "utf8").trim() === version
  );
}

const keyOf = (version: string, providers: unknown): string =>
  createHash("sha256")
    .update(JSON.stringify([version, providers, process.platform, process.arch]))
    .digest("hex");

/** Which providers in which version; their other settings (region, tags) are not installed. */
async function providersOf(config: string, work: string): Promise<[string, unknown][]> {
  mkdirSync(join(work, "synth"), { recursive: true });
  const folder = mkdtempSync(join(work, "synth", "app-"));
  try {
    const { providers } = await readApp(config, "synth", join(folder, "app.mjs"));
    return Object.entries(providers)
      .map(([name, { version }]): [string, unknown] => [name, version])
      .sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sstVersion(root: string): string {
  try {
    const manifest = createRequire(join(root, "package.json")).resolve("sst");
    return (JSON.parse(readFileSync(join(manifest, "../../package.json"), "utf8")) as { version: string })
      .version;
  } catch {
    throw new Failure(`SST is not installed in ${root}: run "npm ci" there.`, 3);
  }
}
