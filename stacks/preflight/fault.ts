/** One thing that is in the way of a deploy. */
export interface Fault {
  what: string;
  /** What to do about it, a line each. */
  mend: string[];
}

export type Environment = Record<string, string | undefined>;

/** Everything at once, so that nobody deploys five times to find five things. */
export function refusal(stage: string, faults: Fault[]): string {
  const things = faults.length === 1 ? "One thing is" : `${faults.length} things are`;
  const list = faults.map(({ what, mend }, index) =>
    [`${index + 1}. ${what}`, ...mend.map((line) => `     ${line}`)].join("\n"),
  );
  return `${things} in the way of deploying "${stage}". Nothing was created or changed.\n\n${list.join("\n\n")}\n`;
}
