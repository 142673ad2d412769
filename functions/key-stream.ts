/** As much as we read of the table's stream: what happened to which row. It carries keys alone, so nothing of a person. */
export interface KeyStream {
  Records: { dynamodb?: { Keys?: Record<string, { S?: string } | undefined> } }[];
}

const prefix = "SUBMISSION#";

/** Ids of the submissions among the rows, each once. */
export function submissionsIn({ Records }: KeyStream): string[] {
  const ids = Records.map(({ dynamodb }) => submissionOf(dynamodb?.Keys?.pk?.S ?? ""));
  return [...new Set(ids)].filter((id) => id !== undefined);
}

/** The submission that a row is, if it is one. */
export const submissionOf = (pk: string): string | undefined =>
  pk.startsWith(prefix) ? pk.slice(prefix.length) : undefined;
