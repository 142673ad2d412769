import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * SST fetches the Pulumi engine from the internet before it does anything, and asks the one it finds for its version only.
 * Installing the platform never runs it; so a script that knows the version stands in, in a folder of our own, and a real
 * engine of a developer stays untouched.
 */
export function placePulumiStub(tools: string, version: string): Record<string, string> {
  const { folder, environment } = whereSstLooks(tools);
  const bin = join(folder, "sst", "bin");
  mkdirSync(bin, { recursive: true });
  const script = join(bin, "pulumi");
  writeFileSync(script, `#!/bin/sh\n[ "$1" = version ] && echo v${version} && exit 0\nexit 1\n`);
  chmodSync(script, 0o755);
  return environment;
}

// Go's os.UserConfigDir: XDG_CONFIG_HOME, except on macOS, where it is under HOME; npm's own files stay where they were.
function whereSstLooks(tools: string): { folder: string; environment: Record<string, string> } {
  if (process.platform !== "darwin") return { folder: tools, environment: { XDG_CONFIG_HOME: tools } };
  const { HOME = "" } = process.env;
  return {
    folder: join(tools, "Library", "Application Support"),
    environment: {
      HOME: tools,
      npm_config_cache: process.env.npm_config_cache ?? join(HOME, ".npm"),
      npm_config_userconfig: process.env.npm_config_userconfig ?? join(HOME, ".npmrc"),
    },
  };
}
