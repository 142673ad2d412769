import { Unconfigured } from "#adapters/runtime.ts";
import { exitCodes, Stop } from "./stop.ts";

export const unconfigured = (message: string): Stop => new Stop(exitCodes.notConfigured, message);

const signIn = "Sign in to the account of this stage (aws sso login, AWS_PROFILE), and look at AWS_REGION.";
const refused =
  /CredentialsProviderError|AccessDenied|UnrecognizedClient|InvalidSignature|ExpiredToken|InvalidClientToken/;
const elsewhere = /^ResourceNotFoundException$|^StateMachineDoesNotExist$/;

/** What failed outside: exit 3 when it will fail again until something is set, 4 when it may be tried again. */
export async function remotely<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof Stop) throw error;
    const { name, message } = error;
    if (error instanceof Unconfigured)
      throw unconfigured(`${message}\nOr name a deployed stage: --stage NAME. See --help.`);
    if (message.startsWith("WAYMARK_SECRETS is not right")) throw unconfigured(message);
    if (refused.test(name)) throw unconfigured(`AWS refuses (${name}). ${signIn}`);
    if (elsewhere.test(name)) throw unconfigured(`It is not there (${name}): ${message} ${signIn}`);
    if (!isRemote(error)) throw error;
    throw new Stop(
      exitCodes.remote,
      `No answer from the other end (${name}). Nothing is lost: run it again in a minute.`,
    );
  }
}

/** AWS's client marks what it throws; a connection that cannot be made has a code. */
const isRemote = (error: Error): boolean =>
  "$metadata" in error ||
  error.name === "TimeoutError" ||
  /^(ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|EAI_AGAIN|EHOST|ENET)/.test((error as NodeJS.ErrnoException).code ?? "");
