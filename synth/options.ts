import type { PulumiMocks } from "./pulumi.ts";

interface Request {
  getName(): string;
  getRetainondelete(): boolean;
  getProtect(): boolean;
}

export interface Options {
  /** What stays in the account when the program no longer has it. */
  kept: string[];
  /** What Pulumi refuses to delete or to replace. */
  guarded: string[];
}

/** Pulumi's mocks are not told the options of a resource; the requests that they answer hold what the engine would be told. */
export function recordOptions({ MockMonitor: { prototype } }: PulumiMocks): Options {
  const options: Options = { kept: [], guarded: [] };
  const { registerResource } = prototype;
  prototype.registerResource = function record(...asked) {
    const request = asked[0] as Request;
    if (request.getRetainondelete()) options.kept.push(request.getName());
    if (request.getProtect()) options.guarded.push(request.getName());
    return registerResource.apply(this, asked);
  };
  return options;
}
