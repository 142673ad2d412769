import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type BuildOptions, build, type Plugin } from "esbuild";

/** What `app()` of an sst.config.ts says. */
export interface App {
  name: string;
  stage: string;
  removal: "remove" | "retain" | "retain-all";
  protect: boolean;
  providers: Record<string, Record<string, unknown>>;
}

export interface Provider {
  name: string;
  package: string;
  version: string;
  alias: string;
}

/** The name of our own evaluation, or the one of SST's command that is looked at. */
export type Command = "synth" | "deploy";

/** Runs `app()` alone, before anything of SST is installed, as SST's command does first. */
export async function readApp(config: string, stage: string, outfile: string): Promise<App> {
  await build({
    ...likeSst(config),
    outfile,
    plugins: [noTopLevelImports],
    banner: { js: `${requireAndNames}function $config(input) { return input; }` },
    stdin: entry(
      config,
      `import mod from ${JSON.stringify(config)}; export default await mod.app({ stage: ${JSON.stringify(stage)} });`,
    ),
  });
  const { default: said } = (await import(pathToFileURL(outfile).href)) as { default: Partial<App> };
  if (typeof said?.name !== "string") throw new Error(`app() in ${config} gives no name for the app.`);
  const defaults = { removal: "retain" as const, protect: false };
  return { ...defaults, ...said, name: said.name, stage, providers: withHome(said) };
}

interface Program {
  config: string;
  /** What the program sees as `$cli.command`. */
  command: Command;
  app: App;
  providers: Provider[];
  /** The paths that components see as `$cli.paths`. */
  paths: { home: string; root: string; work: string; platform: string };
  outfile: string;
}

/** Builds the program that `sst deploy` would hand to Pulumi; its one export `go(before)` calls `before()` and then `run()`. */
export async function bundleProgram({
  config,
  command,
  app,
  providers,
  paths,
  outfile,
}: Program): Promise<void> {
  const cli = { command, dev: false, paths, state: { version: {} } };
  const run = JSON.stringify(join(paths.platform, "src/auto/run.ts"));
  await build({
    ...likeSst(config),
    outfile,
    sourcemap: "inline",
    banner: { js: requireAndNames },
    nodePaths: [join(paths.platform, "node_modules")],
    define: { $app: JSON.stringify(app), $cli: JSON.stringify(cli), $dev: "false" },
    inject: [join(paths.platform, "src/shim/run.js")],
    plugins: [globals(providers, paths.platform)],
    stdin: entry(
      config,
      `import { run } from ${run}; import mod from ${JSON.stringify(config)};
       export const go = (before) => run(async () => { before(); return mod.run(); });`,
    ),
  });
}

/** The settings of SST's own build of sst.config.ts (pkg/js/js.go), read from its source. */
const likeSst = (config: string): BuildOptions => ({
  absWorkingDir: join(config, ".."),
  bundle: true,
  platform: "node",
  format: "esm",
  target: "es2023",
  mainFields: ["module", "main"],
  external: [
    "@pulumi/*",
    "@pulumiverse/*",
    "@sst-provider/*",
    "@aws-sdk/*",
    "undici",
    "esbuild",
    "archiver",
    "glob",
    "vite",
  ],
  logLevel: "silent",
});

const requireAndNames = `import { createRequire as topLevelCreateRequire } from "module";
const require = topLevelCreateRequire(import.meta.url);
import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "url";
const __filename = topLevelFileUrlToPath(import.meta.url);
const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url));
`;

const entry = (config: string, contents: string): NonNullable<BuildOptions["stdin"]> => ({
  contents,
  resolveDir: join(config, ".."),
  sourcefile: "eval.ts",
  loader: "ts",
});

/** A version alone and `true` are short for settings; the home of the app is a provider too. */
function withHome({ home, providers }: Partial<App> & { home?: unknown }): App["providers"] {
  const said = typeof home === "string" && home !== "local" ? { [home]: {}, ...providers } : { ...providers };
  return Object.fromEntries(Object.entries(said).map(([name, settings]) => [name, settingsIn(settings)]));
}

function settingsIn(said: unknown): Record<string, unknown> {
  if (typeof said === "string") return { version: said };
  return typeof said === "object" && said !== null ? { ...said } : {};
}

const noTopLevelImports: Plugin = {
  name: "no-top-level-imports",
  setup({ onResolve }) {
    onResolve({ filter: /.*/ }, ({ importer, kind, path }) =>
      basename(importer) === "sst.config.ts" && kind === "import-statement"
        ? {
            errors: [
              { text: `sst.config.ts imports "${path}" at its top: SST allows import() inside run() only` },
            ],
          }
        : undefined,
    );
  },
};

/** SST puts its globals `aws` and `sst` on top of every file of ours. */
function globals(providers: Provider[], platform: string): Plugin {
  const lines = [
    ...providers.map(({ alias, package: name }) => `import * as ${alias} from ${JSON.stringify(name)};`),
    `import * as sst from ${JSON.stringify(join(platform, "src/components"))};`,
  ].join(" ");
  return {
    name: "globals",
    setup({ onLoad }) {
      onLoad({ filter: /\.(js|ts|jsx|tsx)$/ }, ({ path }) =>
        path.startsWith(platform)
          ? undefined
          : { contents: `${lines} ${readFileSync(path, "utf8")}`, loader: "default" },
      );
    },
  };
}
