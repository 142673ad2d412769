/**
 * Something that makes a deployed system half-work. `problem`: it is so; `unreachable`: a service did not answer, ask again;
 * `note`: it could not be looked at, or is as it may be on a stage like this.
 */
export interface Finding {
  level: "problem" | "unreachable" | "note";
  code: string;
  message: string;
  fix: string;
}

export const problem = (code: string, message: string, fix: string): Finding => ({
  level: "problem",
  code,
  message,
  fix,
});
export const note = (code: string, message: string, fix: string): Finding => ({
  level: "note",
  code,
  message,
  fix,
});

/** A deploy alone compares with what SST remembers, and would change nothing. */
export const putBack =
  "Put back what was changed by hand: npx sst refresh --stage NAME && npx sst deploy --stage NAME.";

const refusals = /AccessDenied|UnrecognizedClient|InvalidSignature|ExpiredToken|InvalidClientToken/;

/** What an error of an AWS client means; `what` was asked for: "the table waymark". */
export function failed(what: string, error: unknown): Finding {
  const name = error instanceof Error ? error.name : "unknown";
  if (name === "UnknownOperationException")
    return note(
      "not-asked",
      `Whether ${what} is right cannot be asked of this local service.`,
      "Nothing to do.",
    );
  if (name === "CredentialsProviderError")
    return problem(
      "aws.no-credentials",
      `Asking for ${what}: no AWS credentials were found.`,
      "Sign in (aws sso login), or set AWS_PROFILE.",
    );
  if (refusals.test(name))
    return problem(
      "aws.refused",
      `Asking for ${what}: AWS refuses these credentials (${name}).`,
      "Use those of an engineer of this account.",
    );
  return {
    level: "unreachable",
    code: "aws.no-answer",
    message: `Asking for ${what}: no answer (${name}).`,
    fix: "Look at the network and at AWS_REGION, and ask again in a minute.",
  };
}

/** Findings of a look, or the finding that it could not be taken. */
export async function look(what: string, take: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await take();
  } catch (error) {
    return [failed(what, error)];
  }
}
