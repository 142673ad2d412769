import { spawn } from "node:child_process";

/**
 * A process between ours and the JVM, which knows nothing of us and would go on for ever when we are killed. The channel to
 * us closes however we die; then the JVM is ended.
 */
const [command, ...args] = process.argv.slice(2);
const child = spawn(command!, args, { stdio: ["ignore", "ignore", "pipe"] });

child.stderr.on("data", (bytes) => {
  process.stderr.write(bytes);
  // It says so and hangs.
  if (String(bytes).includes("BindException")) child.kill("SIGKILL");
});
child.once("spawn", () => process.send!(child.pid));
child.once("error", () => process.exit(127));
child.once("exit", (code) => process.exit(code ?? 1));
process.once("message", () => child.kill());
process.once("disconnect", () => child.kill("SIGKILL"));
