import { join } from "node:path";
import type { BuildOptions, Loader } from "esbuild";

/** What a function component asks SST's command for, as `Runtime.Build`. */
export interface BuildInput {
  functionID: string;
  handler: string;
  bundle?: string;
  runtime: string;
  encryptionKey?: string;
  links?: Record<string, unknown>;
  properties?: NodeProperties | null;
}

interface NodeProperties {
  loader?: Record<string, Loader>;
  install?: Record<string, string>;
  banner?: string;
  esbuild?: BuildOptions;
  minify?: boolean;
  format?: "cjs" | "esm";
  sourcemap?: boolean;
  sourceMap?: boolean;
  splitting?: boolean;
  plugins?: string;
}

/** Packages that SST leaves out of a bundle and installs beside it. */
export const alwaysExternal = ["sharp", "pg-native"];

export type Options = BuildOptions & { metafile: true };

/** The settings of SST 4.17's own build of a handler (pkg/runtime/node/build.go), read from its source. */
export function optionsFor(
  { properties, runtime }: BuildInput,
  source: string,
  out: string,
  root: string,
): Options {
  const said = properties?.esbuild ?? {};
  const cjs = properties?.format === "cjs";
  const target = targetOf(said.target, runtime);
  return {
    absWorkingDir: root,
    entryPoints: [source],
    platform: "node",
    bundle: true,
    metafile: true,
    external: [...alwaysExternal, ...(said.external ?? [])],
    loader: properties?.loader ?? {},
    keepNames: said.keepNames ?? true,
    sourcemap: said.sourcemap ?? "linked",
    format: cjs ? "cjs" : "esm",
    mainFields: said.mainFields ?? (cjs ? ["main"] : ["module", "main"]),
    banner: { js: cjs ? (properties?.banner ?? "") : [...esmBanner, properties?.banner ?? ""].join("\n") },
    minify: properties?.minify ?? false,
    logLevel: "silent",
    ...(target ? { target } : {}),
    ...(said.conditions ? { conditions: said.conditions } : {}),
    ...(said.nodePaths ? { nodePaths: said.nodePaths } : {}),
    ...(said.define ? { define: said.define } : {}),
    ...outputOf(properties, out, cjs),
  };
}

const esmBanner = [
  "import { createRequire as topLevelCreateRequire } from 'module';",
  "const require = topLevelCreateRequire(import.meta.url);",
  'import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "url"',
  "const __filename = topLevelFileUrlToPath(import.meta.url)",
  'const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url))',
];

type Output = Pick<BuildOptions, "outfile" | "splitting" | "outdir" | "outExtension" | "entryNames">;

function outputOf(properties: NodeProperties | null | undefined, out: string, cjs: boolean): Output {
  if (!properties?.splitting) return { outfile: join(out, cjs ? "bundle.cjs" : "bundle.mjs") };
  return { splitting: true, outdir: out, outExtension: { ".js": ".mjs" }, entryNames: "bundle" };
}

/** SST understands these only, and passes over any other without a word. */
const understood = /^(esnext|es5|es6|es201[5-9]|es202[0-3])$/i;

const targetOf = (said: BuildOptions["target"], runtime: string): string | undefined =>
  typeof said === "string" && understood.test(said) ? said.toLowerCase() : targets[runtime];

const targets: Record<string, string> = {
  "nodejs24.x": "es2024",
  "nodejs22.x": "es2023",
  "nodejs20.x": "es2023",
  "nodejs18.x": "es2022",
};
