/** What went wrong and where, in words: the message, esbuild's places, and the lines of our own files in the stack. */
export function reasonFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const places = (error.stack ?? "")
    .split("\n")
    .filter(
      (line) => /^\s+at /.test(line) && !/node_modules|\.sst\/|node:|synth\/|eval\.ts|new Promise/.test(line),
    )
    .slice(0, 2);
  return [error.message.trim(), ...places.map((line) => line.trim())].join("\n  ");
}
