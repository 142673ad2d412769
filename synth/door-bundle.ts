import { join } from "node:path";
import { type Door, grants } from "#functions/grants.ts";
import { bundling } from "../stacks/bundling.ts";
import { bundleFunction } from "./function-bundle.ts";
import type { Bundle } from "./synth.ts";

export const doors = Object.keys(grants) as Door[];

/** One door as it is deployed, in `out`/<door>/bundle.mjs. */
export const bundleDoor = (door: Door, root: string, out: string): Promise<Bundle> =>
  bundleAlone(door, `functions/${door}.handler`, root, out, bundling(door));

/** Any other handler, with the settings that SST has by itself but for these. */
export async function bundleAlone(
  name: string,
  handler: string,
  root: string,
  out: string,
  nodejs: Partial<ReturnType<typeof bundling>> = {},
): Promise<Bundle> {
  const input = { functionID: name, handler, runtime: "nodejs24.x", properties: nodejs };
  const { output, bundle } = await bundleFunction(input, root, join(out, name));
  if (!bundle) throw new Error(output.errors.join("\n"));
  return bundle;
}
