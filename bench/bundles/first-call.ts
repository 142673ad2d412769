import { generateSignedCookie } from "hono/cookie";
import { linkToken } from "#adapters/links.ts";
import type { Door } from "#functions/grants.ts";

const key = "0123456789abcdef0123456789abcdef";

/** What a door finds in its environment. The credentials are nobody's: everything goes to loopback. */
export const environment: Record<string, string> = {
  AWS_REGION: "eu-north-1",
  AWS_ACCESS_KEY_ID: "bench",
  AWS_SECRET_ACCESS_KEY: "bench",
  BENCH_KEY: key,
  WAYMARK_STAGE: "bench",
  WAYMARK_TABLE: "waymark",
  WAYMARK_ERASURES: "waymark-erasures",
  WAYMARK_MACHINE: "arn:aws:states:eu-north-1:000000000000:stateMachine:bench:live",
  WAYMARK_ORIGIN: "https://pages.example.org",
  WAYMARK_CONSOLE_ORIGIN: "https://console.example.org",
  WAYMARK_HOOKS_ORIGIN: "https://hooks.example.org",
  WAYMARK_SECRETS: "ssm:/waymark/bench/",
  WAYMARK_MAIL_FROM: "hello@example.org",
  WAYMARK_MAIL_RATE: "2",
};

const ids = { journey: "jrn_bench", generation: 1 };

/** The event of a call that each door would answer after it has read something. */
export async function eventOf(door: Door): Promise<unknown> {
  switch (door) {
    case "hook":
      return { headers: {}, pathParameters: { program: "bench", form: "apply" }, body: "{}" };
    case "map":
      return { Records: [{ dynamodb: { Keys: { pk: { S: "SUBMISSION#sub_bench" } } } }] };
    case "await":
      return { ...ids, token: "token", until: "2026-01-01T00:00:00.000Z" };
    case "deliver":
      return { ...ids, effects: ["jrn_bench/1"] };
    case "problem":
      return { ...ids, effects: ["jrn_bench/1"], code: "Lambda.Unknown" };
    case "pages":
      return httpOf(`/p/${linkToken([key], "bench")}`);
    case "console":
      return httpOf("/console", [await session()]);
    default:
      return ids;
  }
}

async function session(): Promise<string> {
  const staff = { name: "Bench", until: "2999-01-01T00:00:00.000Z" };
  const cookie = await generateSignedCookie("waymark-staff", JSON.stringify(staff), key);
  return cookie.split(";")[0]!;
}

const httpOf = (path: string, cookies: string[] = []) => ({
  version: "2.0",
  rawPath: path,
  rawQueryString: "",
  headers: { host: "bench.example.org" },
  cookies,
  requestContext: { http: { method: "GET", path }, domainName: "bench.example.org" },
  isBase64Encoded: false,
});
