import { signOwn } from "#adapters/webhooks/own-signature.ts";
import { exitCodes, Stop } from "./stop.ts";

export type Posted = "taken in" | "known" | "failed";

export interface Poster {
  /** The form's own address. */
  address: string;
  secret: string;
  /** Rows a second, at most. */
  rate: number;
}

const tries = 6;
const patience = 10_000;
/** Answers after which another try may do. */
const passing = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/**
 * Posts bodies to a form as any sender does, signed and no faster than `rate`. One that fails stops none of the others; whoever runs it
 * again posts what is left.
 * @throws Stop where every row would fail: a wrong secret, an address that is nobody's.
 */
export async function postRows(
  poster: Poster,
  bodies: string[],
  told: (posted: Posted, at: number) => void,
): Promise<void> {
  const began = Date.now();
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < bodies.length; at = next++) {
      await rest(began + (at * 1000) / poster.rate - Date.now());
      told(await postRow(poster, bodies[at]!), at);
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
}

async function postRow({ address, secret }: Poster, body: string): Promise<Posted> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const bytes = Buffer.from(body);
    const signature = signOwn(bytes, secret, Math.floor(Date.now() / 1000));
    const headers = { "content-type": "application/json", ...signature };
    const signal = AbortSignal.timeout(patience);
    const response = await fetch(address, { method: "POST", headers, body: bytes, signal }).catch(
      () => undefined,
    );
    if (response?.ok) return response.status === 202 ? "taken in" : "known";
    if (response && !passing(response.status)) await stopAt(response);
    if (attempt < tries) await rest(250 * 2 ** attempt);
  }
  return "failed";
}

/** What the door says of one row that the plan found right, it would say of all. */
async function stopAt(response: Response): Promise<never> {
  const { error } = (await response.json().catch(() => ({}))) as {
    error?: { code: string; message: string };
  };
  const why = error ? `${error.message} (${error.code})` : "";
  const code = response.status === 401 ? exitCodes.notConfigured : exitCodes.problems;
  throw new Stop(
    code,
    `The form's address answers ${response.status}. ${why} What was taken in stays; run it again once that is mended.`,
  );
}

const rest = (ms: number): Promise<void> =>
  ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve();
