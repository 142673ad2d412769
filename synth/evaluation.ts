// The process in which sst.config.ts is evaluated. It ends as a Pulumi program ends: when nothing is under way any more.
import crypto from "node:crypto";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { collect } from "./collect.ts";
import { type App, bundleProgram, type Command, readApp } from "./config-bundle.ts";
import { recordingMocks } from "./mocks.ts";
import { recordOptions } from "./options.ts";
import type { Platform } from "./platform.ts";
import { fakeSecrets, type Pulumi, type PulumiMocks } from "./pulumi.ts";
import { reasonFor } from "./reason.ts";
import { type RpcServer, startRpcServer } from "./rpc-server.ts";
import type { Synth } from "./synth.ts";
import { untilIdle } from "./until-idle.ts";

export interface Order {
  root: string;
  stage: string;
  command: Command;
  platform: Platform;
  secrets: Record<string, string>;
  fakeMissing: boolean;
  bundle: boolean;
  /** A folder of this evaluation alone; the bundles stay in it. */
  work: string;
  /** A folder inside the platform's, from where its packages are found. */
  programs: string;
}

export type Answer = { synth: Synth } | { errors: string[] };

process.once("message", (order: Order) => {
  // Then nobody waits for the answer any more. To listen for it must not keep the process from ending.
  process.on("disconnect", () => process.exit());
  process.channel?.unref();
  void answerOnce(order);
});

async function answerOnce(order: Order): Promise<void> {
  const errors: unknown[] = [];
  let result: Synth | undefined;
  const { idle, end } = untilIdle(() => {
    if (!result && errors.length === 0) errors.push(neverEnded);
    process.send?.(
      result && errors.length === 0 ? { synth: result } : { errors: unique(errors.map(reasonFor)) },
    );
  });
  const failed = (error: unknown) => {
    errors.push(error);
    // Others often follow; whatever else keeps the process awake is not waited for.
    setTimeout(end, patience).unref();
  };
  for (const event of ["unhandledRejection", "uncaughtException"]) process.on(event, failed);
  await evaluated(order, idle).then((synth) => {
    result = synth;
  }, failed);
}

const patience = 2_000;
const unique = (reasons: string[]): string[] => [...new Set(reasons)];

const neverEnded = new Error(
  "run() never ends: it, or a resource in it, waits for an output or a promise that nothing will ever fulfil.",
);

async function evaluated(order: Order, idle: () => Promise<void>): Promise<Synth> {
  const config = join(order.root, "sst.config.ts");
  const app = await readApp(config, order.stage, join(order.programs, "app.mjs"));
  const server = await startRpcServer(order.root, join(order.work, "artifacts"), order.bundle);
  preparePlatform(order, server);
  const outfile = join(order.programs, "program.mjs");
  const { command, platform } = order;
  await bundleProgram({
    config,
    command,
    app,
    providers: platform.providers,
    paths: pathsOf(order),
    outfile,
  });
  const { pulumi, registered, faked, options } = await runProgram(order, app, outfile);
  await idle();
  await pulumi.runtime.disconnect();
  return { ...collect(app, registered, server.bundles, faked), ...options };
}

function preparePlatform({ secrets }: Order, server: RpcServer): void {
  process.env.SST_SERVER = server.url;
  for (const [name, value] of Object.entries(secrets)) process.env[`SST_SECRET_${name}`] = value;
  // SST ends physical names with random letters; here the same program gives the same names.
  crypto.randomBytes = ((size: number) => Buffer.alloc(size)) as typeof crypto.randomBytes;
}

const pathsOf = ({ root, work, platform }: Order) => ({ home: work, root, work, platform: platform.folder });

async function runProgram(order: Order, app: App, outfile: string) {
  const require = createRequire(join(order.platform.folder, "package.json"));
  const pulumi = require("@pulumi/pulumi") as Pulumi;
  const { mocks, registered } = recordingMocks(regionOf(app));
  await pulumi.runtime.setMocks(mocks, app.name, app.stage, false, "organization");
  const options = recordOptions(require("@pulumi/pulumi/runtime/mocks") as PulumiMocks);
  const faked: string[] = [];
  const { go } = (await import(pathToFileURL(outfile).href)) as { go(before: () => void): Promise<unknown> };
  await pulumi.runtime.runInPulumiStack(() => go(() => order.fakeMissing && fakeSecrets(pulumi, faked)));
  return { pulumi, registered, faked, options };
}

const regionOf = ({ providers }: App): string => String(providers.aws?.region ?? "eu-central-1");
