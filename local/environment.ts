import { join, resolve } from "node:path";
import { writeWhole } from "./whole-file.ts";

/**
 * Keeps what names this system to the commands in the file `environment`, for drills: they then work on it as on a deployed
 * stage. The secrets stay in their own file. Answers where it is.
 */
export function writeEnvironment(data: string, environment: Record<string, string>): string {
  const file = join(data, "environment");
  const named = { ...environment, WAYMARK_SECRETS: resolve(data, "secrets.json"), WAYMARK_STAGE: "local" };
  const lines = Object.entries(named).map(([name, value]) => `${name}=${quoted(value)}\n`);
  writeWhole(file, lines.join(""), { mode: 0o600 });
  return file;
}

/** As both a shell and `node --env-file` read it. */
const quoted = (value: string): string => (/^[\w@%+=:,./-]+$/.test(value) ? value : `'${value}'`);
