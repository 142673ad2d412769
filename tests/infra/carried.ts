import type { Door } from "#functions/grants.ts";

/**
 * What each door may carry: its packages, and its size in KB when minified. Whatever is new fails the test, and then
 * somebody decides: is it used there, and is it worth its part of every cold start?
 */

/** DynamoDB's client with what it is made of, and zod. */
export const common = [
  "@aws-sdk/client-dynamodb",
  "@aws-sdk/core",
  "@aws-sdk/credential-provider-env",
  "@aws-sdk/credential-provider-node",
  "@aws-sdk/dynamodb-codec",
  "@aws-sdk/endpoint-cache",
  "@aws-sdk/lib-dynamodb",
  "@aws-sdk/middleware-endpoint-discovery",
  "@aws-sdk/util-dynamodb",
  "@aws/lambda-invoke-store",
  "@smithy/core",
  "@smithy/node-http-handler",
  "@smithy/signature-v4",
  "@smithy/types",
  "mnemonist",
  "obliterator",
  "zod",
];

const machine = ["@aws-sdk/client-sfn"];
const secrets = ["@aws-sdk/client-ssm"];
const signatures = ["standardwebhooks", "fast-sha256", "@stablelib/base64"];
/** Six digits of an app, and the square that it reads. */
const proofs = ["otpauth", "uqr"];
const time = ["temporal-polyfill", "temporal-utils"];
const words = [
  "intl-messageformat",
  "@formatjs/fast-memoize",
  "@formatjs/icu-messageformat-parser",
  "@formatjs/icu-skeleton-parser",
  ...time,
];
const rules = ["json-rules-engine", "jsonpath-plus", "eventemitter2", "hash-it", "clone"];
const mail = ["resend", "postal-mime", ...signatures];

export const carried: Record<Door, { packages: string[]; kilobytes: number }> = {
  hook: { packages: [...secrets, ...signatures], kilobytes: 510 },
  feedback: { packages: [...machine, ...secrets, ...signatures, ...time], kilobytes: 600 },
  /** A day that a form writes with its time is another one in another zone. Nobody waits for these two. */
  map: { packages: [...machine, ...secrets, ...time], kilobytes: 600 },
  advance: { packages: [...rules, ...words], kilobytes: 780 },
  /** Rounds of matching are worked out here, by the rules and with their words. Nobody waits for it. */
  deliver: { packages: [...machine, ...words], kilobytes: 760 },
  await: { packages: machine, kilobytes: 430 },
  renew: { packages: machine, kilobytes: 430 },
  problem: { packages: [], kilobytes: 400 },
  ended: { packages: [], kilobytes: 400 },
  sweep: { packages: [...machine, ...secrets, ...time], kilobytes: 620 },
  postman: { packages: [...machine, ...secrets, ...words, ...mail], kilobytes: 860 },
  retention: { packages: [], kilobytes: 400 },
  pages: { packages: [...machine, ...secrets, ...words, "hono"], kilobytes: 800 },
  /** The whole of matching, and the screens to decide in it: opened by a few, many times a day. */
  console: { packages: [...machine, ...secrets, ...words, "hono", ...proofs], kilobytes: 1100 },
};
