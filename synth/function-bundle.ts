import { createCipheriv } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { type BuildResult, build, formatMessages, type Metafile } from "esbuild";
import { alwaysExternal, type BuildInput, type Options, optionsFor } from "./node-options.ts";
import type { Bundle } from "./synth.ts";

export interface BuildOutput {
  handler: string;
  out: string;
  errors: string[];
  sourcemaps: string[];
}

type Built = { output: BuildOutput; bundle?: Bundle };

/**
 * Builds a handler the way SST 4.17 does (pkg/runtime/node/build.go), with the esbuild that is in SST. Where nobody looks at
 * the code it need not really be built: then an empty file stands for it, if there is a source.
 */
export async function bundleFunction(
  input: BuildInput,
  root: string,
  out: string,
  really = true,
): Promise<Built> {
  mkdirSync(out, { recursive: true });
  writeLinks(input, out);
  const refused = notReproduced(input);
  if (refused) return failed(input, out, refused);
  if (input.bundle)
    return { output: { handler: input.handler, out: input.bundle, errors: [], sourcemaps: [] } };
  const source = sourceOf(input.handler, root);
  if (!source) return failed(input, out, `handler not found: ${input.handler} (looked in ${root})`);
  if (!really) return standIn(input, out);
  try {
    const options = optionsFor(input, source, out, root);
    return succeeded(input, out, root, await build(options));
  } catch (error) {
    return failed(input, out, await reasonOf(error));
  }
}

function standIn(input: BuildInput, out: string): Built {
  writeFileSync(join(out, "bundle.mjs"), "export {};\n");
  return { output: { handler: `bundle${extname(input.handler)}`, out, errors: [], sourcemaps: [] } };
}

const extensions = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];

function sourceOf(handler: string, root: string): string | undefined {
  const base = join(root, handler.slice(0, -extname(handler).length || undefined));
  return extensions.map((extension) => base + extension).find((file) => existsSync(file));
}

/** What SST would do and this does not: better no bundle than another one. */
function notReproduced({ runtime, properties }: BuildInput): string | undefined {
  if (!runtime.startsWith("nodejs")) return `synth cannot build the runtime ${runtime}, only nodejs`;
  if (properties?.plugins) return "synth does not run nodejs.plugins";
  if (Object.keys(properties?.install ?? {}).length > 0)
    return "synth does not run npm for nodejs.install: let esbuild bundle the package, or teach synth/function-bundle.ts";
  return undefined;
}

/** SST puts the values of a function's links beside its code, encrypted (pkg/runtime/runtime.go). */
function writeLinks({ encryptionKey, links = {} }: BuildInput, out: string): void {
  if (!encryptionKey) return;
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(encryptionKey, "base64"), Buffer.alloc(12));
  const sealed = [cipher.update(JSON.stringify(links)), cipher.final(), cipher.getAuthTag()];
  writeFileSync(join(out, "resource.enc"), Buffer.concat(sealed));
}

type Result = BuildResult<Options>;

function succeeded(input: BuildInput, out: string, root: string, { metafile }: Result): Built {
  const installed = alwaysExternal.find((name) => isImported(metafile, name));
  if (installed) return failed(input, out, `synth does not install ${installed} beside a bundle`);
  const entry = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint !== undefined);
  const [path, { bytes, inputs }] = entry!;
  const sources = Object.entries(inputs)
    .map(([source, { bytesInOutput }]) => ({ path: source, bytes: bytesInOutput }))
    .filter((source) => source.bytes > 0)
    .sort((a, b) => b.bytes - a.bytes);
  const maps = Object.keys(metafile.outputs).filter((file) => file.endsWith(".map"));
  return {
    output: {
      handler: `bundle${extname(input.handler)}`,
      out,
      errors: [],
      // These are uploaded on their own and kept out of the function's archive.
      sourcemaps: keepsMaps(input) ? [] : maps.map((file) => join(root, file)),
    },
    bundle: {
      function: `${input.functionID}Function`,
      handler: input.handler,
      file: join(root, path),
      bytes,
      sources,
    },
  };
}

const keepsMaps = ({ properties }: BuildInput): boolean => properties?.sourceMap !== undefined;

const isImported = (metafile: Metafile, name: string): boolean =>
  Object.values(metafile.inputs).some(({ imports }) =>
    imports.some(({ external, path }) => external && path === name),
  );

const failed = (input: BuildInput, out: string, reason: string): Built => ({
  output: { handler: input.handler, out, errors: [`${input.functionID}: ${reason}`], sourcemaps: [] },
});

async function reasonOf(error: unknown): Promise<string> {
  const { errors } = error as { errors?: Parameters<typeof formatMessages>[0] };
  if (!errors) return String(error);
  return (await formatMessages(errors, { kind: "error" })).join("\n").trim();
}
