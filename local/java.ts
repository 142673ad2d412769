import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const oldest = 17;

/** The Java of JAVA_HOME, else the one in PATH. */
export function javaCommand(env = process.env): string {
  const own = env.JAVA_HOME && join(env.JAVA_HOME, "bin", "java");
  return own && existsSync(own) ? own : "java";
}

/** Why DynamoDB Local cannot run on this machine, with the way to mend it; undefined when it can. */
export function javaProblem(env = process.env): string | undefined {
  const asked = spawnSync(javaCommand(env), ["-version"], { encoding: "utf8", env });
  const version = /version "(\d+)/.exec(asked.stderr ?? "")?.[1];
  if (version && Number(version) >= oldest) return undefined;
  const found = version ? `Java ${version} is too old` : "there is no Java";
  return `${found}: DynamoDB Local needs ${oldest} or newer (apt-get install openjdk-17-jre-headless, or set JAVA_HOME).`;
}
