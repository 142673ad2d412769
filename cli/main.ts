import { runCommandLine } from "./command-line.ts";

// Whoever reads on no further, as "head" does, has what they wanted.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

process.exitCode = await runCommandLine(process.argv);
