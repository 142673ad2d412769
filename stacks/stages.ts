/** What differs between one stage and another. Nothing else in this folder asks which stage it is. */
export interface Stage {
  name: string;
  kind: "personal" | "staging" | "production";
  region: string;
  /** The zone in Route 53 that has our three hosts; without one the addresses are AWS's own. */
  domain?: string;
  mailFrom: string;
  /** Mails a second, for the whole account at the provider. */
  mailRate: number;
  /** Where alarms and the warning about costs go; without an address there are none. */
  alarmsTo?: string;
  monthlyBudgetDollars: number;
  removal: "remove" | "retain";
  /** Whether `sst remove` is refused. */
  protect: boolean;
  /** Whether AWS refuses to delete the tables, whoever asks. */
  deletionProtection: boolean;
  /** Whether the tables can be put back to any second of the last 35 days. */
  pointInTimeRecovery: boolean;
  logDays: 7 | 14 | 30;
  /** Requests a second, and how many may come at once. */
  throttles: Record<"hooks" | "pages" | "console", { rate: number; burst: number }>;
  /** A new account may have ten executions at once and none to reserve; ask AWS for more before going to production. */
  postmanReserved?: 1;
}

type Environment = Record<string, string | undefined>;

/** The rest of `production` and `staging` is the house's own: it stands in `.env.<stage>`, which SST reads by itself. */
export function stageNamed(name: string, own: Environment): Stage {
  if (name === "production") return { ...shared(own), ...production, name, kind: "production" };
  if (name === "staging") return { ...shared(own), ...staging, name, kind: "staging" };
  return { ...shared(own), ...personal(own), name, kind: "personal" };
}

const shared = (own: Environment) => ({
  region: "eu-north-1",
  domain: own.WAYMARK_DOMAIN ?? "waymark.example",
  mailFrom: own.WAYMARK_MAIL_FROM ?? "hello@waymark.example",
  mailRate: 2,
  alarmsTo: own.WAYMARK_ALARMS_TO ?? "operations@waymark.example",
  monthlyBudgetDollars: 30,
});

const production = {
  removal: "retain",
  protect: true,
  deletionProtection: true,
  pointInTimeRecovery: true,
  logDays: 30,
  throttles: {
    hooks: { rate: 20, burst: 100 },
    pages: { rate: 50, burst: 200 },
    console: { rate: 20, burst: 100 },
  },
  postmanReserved: 1,
} as const;

const staging = {
  removal: "retain",
  protect: false,
  deletionProtection: false,
  // The restore drill is rehearsed here.
  pointInTimeRecovery: true,
  logDays: 14,
  throttles: {
    hooks: { rate: 10, burst: 50 },
    pages: { rate: 20, burst: 50 },
    console: { rate: 10, burst: 50 },
  },
} as const;

/** One developer's own, with invented people in it: no domain, no alarms, gone with `sst remove`. */
const personal = (own: Environment) =>
  ({
    domain: undefined,
    mailFrom: own.WAYMARK_MAIL_FROM ?? "onboarding@resend.dev",
    alarmsTo: own.WAYMARK_ALARMS_TO,
    monthlyBudgetDollars: 5,
    removal: "remove",
    protect: false,
    deletionProtection: false,
    pointInTimeRecovery: false,
    logDays: 7,
    throttles: {
      hooks: { rate: 5, burst: 10 },
      pages: { rate: 5, burst: 20 },
      console: { rate: 5, burst: 20 },
    },
  }) as const;
