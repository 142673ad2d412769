/** What a command's exit code says; documented in every command's help. */
export const exitCodes = { fine: 0, problems: 1, usage: 2, notConfigured: 3, remote: 4 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** How a command that did its work says that it found problems. */
export type Exit = (code: ExitCode) => void;

/** Ends a command: what is wrong, where, and how to mend it, with the exit code that scripts read. */
export class Stop extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

export const usage = (message: string): Stop => new Stop(exitCodes.usage, message);
