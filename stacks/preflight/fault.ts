/** One thing that is in the way of a deploy. */
export interface Fault {
  what: string;
  /** What to do about it, a line each. */
  mend: string[];
  /** It is said, and the deploy goes on. */
  passes?: true;
}

export type Environment = Record<string, string | undefined>;

/** Everything at once, so that nobody deploys five times to find five things. */
export function refusal(stage: string, faults: Fault[]): string {
  const things = faults.length === 1 ? "One thing is" : `${faults.length} things are`;
  const list = faults.map(({ what, mend }, index) => `${index + 1}. ${[what, ...mend].join("\n     ")}`);
  return `${things} in the way of deploying "${stage}". Nothing was created or changed.\n\n${list.join("\n\n")}\n`;
}

/** What could not be found out and keeps nobody from deploying. */
export const warning = (stage: string, faults: Fault[]): string =>
  faults
    .map(({ what, mend }) => `"${stage}" is deployed all the same. ${[what, ...mend].join("\n     ")}\n`)
    .join("\n");
