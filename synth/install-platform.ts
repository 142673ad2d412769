import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { Failure } from "./failure.ts";
import { placePulumiStub } from "./pulumi-stub.ts";

/** The engine that SST 4.17.1 asks for. A new SST may want another: `.sst/platform/package.json` names it after an install. */
const pulumiVersion = "3.215.0";
const longest = 10 * 60_000;

/** Runs `sst install`: with npm instead of SST's own bun, without the Pulumi engine, and without anybody's credentials. */
export async function installPlatform(root: string): Promise<void> {
  // SST renews a platform of its own version only in part; what an interrupted npm left would stay.
  rmSync(join(root, ".sst/platform"), { recursive: true, force: true });
  const environment = { ...own(process.env), ...placePulumiStub(join(root, ".tools"), pulumiVersion) };
  const { code, said } = await run(root, environment);
  if (code !== 0 || !existsSync(join(root, ".sst/provider-lock.json")))
    throw new Failure(notInstalled(code, said), 4);
  checkEngine(root);
}

function run(root: string, environment: NodeJS.ProcessEnv): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [join(root, "node_modules/sst/bin/sst.mjs"), "install", "--stage", "ci"],
      {
        cwd: root,
        env: environment,
        stdio: ["ignore", "pipe", "pipe"],
        timeout: longest,
      },
    );
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        said += chunk;
      });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, said }));
  });
}

/** Of npm's environment only how to reach the registry: the rest belongs to the npm that runs us, and would steer SST's. */
function own(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(
    ([name]) => !/^(npm_|AWS_|SST_|PULUMI_|NODE_OPTIONS)/i.test(name) || reachesRegistry.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    PATH: [dirname(process.execPath), environment.PATH].join(delimiter),
    SST_TELEMETRY_DISABLED: "1",
    SST_NO_BUN: "1",
    npm_config_audit: "false",
    npm_config_fund: "false",
  };
}

const reachesRegistry =
  /^npm_config_(registry|cache|userconfig|cafile|ca|proxy|https_proxy|noproxy|strict_ssl)$/i;

const notInstalled = (code: number | null, said: string): string =>
  [
    `SST's platform could not be installed: "sst install" ended with ${code ?? "the time limit"}.`,
    "It needs npm on the PATH and the npm registry, and no AWS account. Mend that and run it again.",
    `(A new version of SST may also want another Pulumi than ${pulumiVersion}, which synth/install-platform.ts names.)`,
    ...said.trim().split("\n").slice(-15),
  ].join("\n");

function checkEngine(root: string): void {
  const manifest = join(root, ".sst/platform/package.json");
  const { dependencies } = JSON.parse(readFileSync(manifest, "utf8")) as {
    dependencies: Record<string, string>;
  };
  const asked = dependencies["@pulumi/pulumi"]?.replace(/^v/, "");
  if (asked !== pulumiVersion)
    throw new Failure(
      `SST asks for Pulumi ${asked}: write that into pulumiVersion in synth/install-platform.ts (now ${pulumiVersion}).`,
      3,
    );
}
