import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type BuildOutput, bundleFunction } from "./function-bundle.ts";
import type { BuildInput } from "./node-options.ts";
import type { Bundle } from "./synth.ts";

export interface RpcServer {
  url: string;
  bundles: Bundle[];
  close(): void;
}

/** The side of SST's command that its components talk to while they are evaluated. */
export async function startRpcServer(root: string, artifacts: string, bundle: boolean): Promise<RpcServer> {
  const bundles: Bundle[] = [];
  const methods: Record<string, (input: BuildInput) => Promise<unknown>> = {
    "Provider.Aws.Bootstrap": async () => bootstrap,
    "Runtime.Build": async (input) => {
      const out = join(artifacts, `${input.functionID}-src`);
      const built = await bundleFunction(input, root, out, bundle);
      if (built.bundle) bundles.push(built.bundle);
      return built.output satisfies BuildOutput;
    },
  };
  const server = createServer((request, response) => void answer(methods, request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // Only a question under way keeps the process alive.
  server.unref();
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, bundles, close: () => void server.close() };
}

/** What SST finds, or makes, once in each region of an account. */
const bootstrap = {
  asset: "sst-asset-synth",
  state: "sst-state-synth",
  assetEcrRegistryId: "123456789012",
  assetEcrUrl: "123456789012.dkr.ecr.synth.amazonaws.com/sst-asset",
  appsyncHttp: "",
  appsyncRealtime: "",
};

type Methods = Record<string, (input: BuildInput) => Promise<unknown>>;

async function answer(methods: Methods, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = "";
  for await (const chunk of request) body += chunk;
  // A connection that waits for another question would keep the process from ending.
  response.setHeader("connection", "close");
  response.end(JSON.stringify(await reply(methods, body)));
}

async function reply(methods: Methods, body: string): Promise<{ result: unknown } | { error: string }> {
  try {
    const { method, params } = JSON.parse(body) as { method: string; params: [BuildInput] };
    const call = methods[method];
    return call ? { result: await call(params[0]) } : { error: `rpc: can't find ${method}` };
  } catch (error) {
    return { error: String(error) };
  }
}
