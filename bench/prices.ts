/** AWS's region of the list prices. The stages stand in Stockholm, whose prices were not at hand; Ireland's are for the most part a little higher. */
export const region = "eu-west-1";

/** A stated parameter and no quotation. */
export const eurosPerDollar = 0.9;

export interface Price {
  dollars: number;
  /** For how many of the unit. */
  per: number;
  unit: string;
  /** When AWS published the figure, or when the page was read. */
  asOf: string;
  source: string;
  verified: boolean;
}

const million = 1e6;
const gigabyte = 2 ** 30;
const priceList = (service: string, version: string) =>
  `https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/${service}/${version}/eu-west-1/index.json`;
const dynamo = { asOf: "2026-09-11", source: priceList("AmazonDynamoDB", "20260911124422"), verified: true };
const lambda = { asOf: "2026-10-01", source: priceList("AWSLambda", "20261001184746"), verified: true };
const watch = { asOf: "2026-09-22", source: priceList("AmazonCloudWatch", "20260922021715"), verified: true };

/** Nothing here knows of free allowances and volume discounts: `allowances` says what they are. */
export const prices = {
  reads: { dollars: 0.1415, per: million, unit: "read units", ...dynamo },
  writes: { dollars: 0.705, per: million, unit: "write units, indexes included", ...dynamo },
  stored: { dollars: 0.283, per: gigabyte, unit: "GB-months kept", ...dynamo },
  recovery: { dollars: 0.22, per: gigabyte, unit: "GB-months of point-in-time recovery", ...dynamo },
  transitions: {
    dollars: 25,
    per: million,
    unit: "state transitions",
    asOf: "read 2026-11-22",
    source: "https://aws.amazon.com/step-functions/pricing/ (the same in Ireland and Stockholm)",
    verified: true,
  },
  invocations: { dollars: 0.2, per: million, unit: "calls of functions", ...lambda },
  gigabyteSeconds: { dollars: 0.0000133334, per: 1, unit: "GB-seconds on arm64", ...lambda },
  requests: {
    dollars: 1.11,
    per: million,
    unit: "requests of the HTTP API",
    asOf: "2026-10-02",
    source: priceList("AmazonApiGateway", "20261002231501"),
    verified: true,
  },
  bytesOut: {
    dollars: 0.09,
    per: gigabyte,
    unit: "GB to the internet",
    asOf: "2026-09-16",
    source: priceList("AWSDataTransfer", "20260916132208"),
    verified: true,
  },
  logBytes: { dollars: 0.57, per: gigabyte, unit: "GB of logs taken in", ...watch },
  metrics: { dollars: 0.3, per: 1, unit: "metrics of our own, for a month", ...watch },
  alarms: { dollars: 0.1, per: 1, unit: "metrics that alarms look at, for a month", ...watch },
  dashboards: {
    dollars: 3,
    per: 1,
    unit: "dashboards, for a month",
    asOf: "2026-06-13",
    source: "https://www.factualminds.com/blog/amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards/",
    verified: false,
  },
  keys: {
    dollars: 1,
    per: 1,
    unit: "keys of ours, for a month",
    asOf: "2019-10-30",
    source: "https://gist.github.com/dasgoll/b88d5be05dcc0deb052ad40446c2fb40",
    verified: false,
  },
  keyUses: {
    dollars: 0.03,
    per: 10_000,
    unit: "uses of a key",
    asOf: "2019-10-30",
    source: "https://gist.github.com/dasgoll/b88d5be05dcc0deb052ad40446c2fb40",
    verified: false,
  },
  schedules: {
    dollars: 1.25,
    per: million,
    unit: "calls by the scheduler",
    asOf: "2024-10-01",
    source:
      "https://huggingface.co/datasets/labofsahil/aws-pricing-dataset (Tokyo's figure, Ireland's not seen)",
    verified: false,
  },
} satisfies Record<string, Price>;

export type Item = keyof typeof prices;

/** What AWS gives each month for nothing, for as long as the account lives. Only the empty house is shown with it. */
export const allowances: Partial<Record<Item, number>> = {
  stored: 25 * gigabyte,
  transitions: 4_000,
  invocations: million,
  gigabyteSeconds: 400_000,
  metrics: 10,
  alarms: 10,
  dashboards: 3,
  logBytes: 5 * gigabyte,
  keyUses: 20_000,
  schedules: 14 * million,
};

export interface Plan {
  name: string;
  letters: number;
  dollars: number;
  /** Dollars for each thousand more, up to five times the plan. */
  more: number;
}

/** The mail provider's monthly plans. Beyond the last a contract is needed; its price for a thousand stands for that. */
export const mailPlans: Plan[] = [
  { name: "Pro", letters: 50_000, dollars: 20, more: 0.9 },
  { name: "Scale", letters: 100_000, dollars: 90, more: 0.9 },
  { name: "Scale, a million", letters: 1_000_000, dollars: 650, more: 0.65 },
];
const mostOver = 5;

export const mailSources =
  "https://resend.com/changelog/pay-as-you-go-pricing, https://owostack.com/pricing-templates/resend-volume-tiers (2026-03-09), https://flexprice.io/blog/detailed-resend-pricing-guide (2025-08-20). A free plan takes 3,000 a month and 100 a day, which one busy morning passes, so nobody is put on it";

/** Dollars a year for so many letters a year at the provider, by the cheapest plan that takes them. */
export function mailDollars(lettersAYear: number): { plan: string; dollars: number } {
  const month = lettersAYear / 12;
  const fitting = mailPlans
    .filter(({ letters }) => month <= letters * mostOver)
    .map(({ name, letters, dollars, more }) => ({
      plan: name,
      dollars: 12 * (dollars + Math.ceil(Math.max(0, month - letters) / 1000) * more),
    }))
    .sort((a, b) => a.dollars - b.dollars);
  return fitting[0] ?? { plan: "by contract", dollars: (lettersAYear / 1000) * mailPlans.at(-1)!.more };
}
