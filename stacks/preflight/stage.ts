import type { Stage } from "../stages.ts";
import type { Asked } from "./asked.ts";
import type { Environment, Fault } from "./fault.ts";

/** Wrong names, the wrong region, and values that only this house can know and that nobody has filled in. */
export function stageFaults(stage: Stage, asked: Pick<Asked, "region" | "dev">, env: Environment): Fault[] {
  const faults = [...nameFaults(stage.name), ...regionFaults(stage, asked.region, env), ...ownFaults(stage)];
  return asked.dev && stage.kind !== "personal" ? [notForDev(stage), ...faults] : faults;
}

const notForDev = ({ name }: Stage): Fault => ({
  what: `sst dev would put stubs in place of the functions of ${name}, which send what people write to this computer.`,
  mend: ["Use a stage of your own: npx sst dev --stage ann"],
});

const wellNamed = /^[a-z][a-z0-9-]{1,15}$/;
const meantAs: [RegExp, string][] = [
  [/^(prod|prd|live|main|master|production.+)$/, "production"],
  [/^(stage|stag|stg|preprod|uat|acceptance|staging.+)$/, "staging"],
];

function nameFaults(name: string): Fault[] {
  if (!wellNamed.test(name))
    return [
      {
        what: `A stage cannot be called "${name}".`,
        mend: [
          "Two to sixteen small letters, digits and hyphens, beginning with a letter: npx sst deploy --stage ann",
        ],
      },
    ];
  const meant = meantAs.find(([pattern]) => pattern.test(name))?.[1];
  if (!meant) return [];
  return [
    {
      what: `"${name}" would be somebody's personal stage, which is deleted with all that is in it.`,
      mend: [`Write --stage ${meant} if that is what you mean, or another name if it is not.`],
    },
  ];
}

const regionNames = ["AWS_REGION", "AWS_DEFAULT_REGION", "SST_AWS_REGION"];

function regionFaults({ name, region }: Stage, provider: string, env: Environment): Fault[] {
  const sayings = [...regionNames.map((key) => [key, env[key]]), ["the provider in sst.config.ts", provider]];
  const others = sayings.filter(([, says]) => says && says !== region);
  if (others.length === 0) return [];
  const said = others.map(([who, says]) => `${who} says ${says}`).join(", ");
  return [
    {
      what: `${name} lives in ${region}, but ${said}.`,
      mend: [
        `unset AWS_REGION AWS_DEFAULT_REGION, and use credentials that work in ${region};`,
        "or change the region of the stage in stacks/stages.ts, before it was deployed for the first time.",
      ],
    },
  ];
}

const placeholder = /(^|[.@])(example|invalid|test|localhost)$|(^|[.@])example\.(com|org|net)$/i;
const hostName = /^(?!-)([a-z0-9-]{1,63}\.)+[a-z]{2,}$/i;
const address = /^[^\s@<>,]+@([a-z0-9-]+\.)+[a-z]{2,}$/i;

function ownFaults({ name, kind, domain, mailFrom, alarmsTo }: Stage): Fault[] {
  const lent = kind === "personal" ? [] : ["resend.dev"];
  const wrong = [
    domain !== undefined && !filled(domain, hostName) && ["WAYMARK_DOMAIN", domain, "mentoring.my-city.org"],
    (!filled(mailFrom, address) || lent.includes(domainOf(mailFrom))) && [
      "WAYMARK_MAIL_FROM",
      mailFrom,
      "hello@mentoring.my-city.org",
    ],
    alarmsTo !== undefined &&
      !filled(alarmsTo, address) && ["WAYMARK_ALARMS_TO", alarmsTo, "on-call@my-city.org"],
  ].filter((found) => found !== false);
  if (wrong.length === 0) return [];
  return [
    {
      what: `${wrong.map(([key, value]) => `${key} is "${value}"`).join(", ")}: not yours, or not complete.`,
      mend: [`Write into .env.${name}, for example:`, ...wrong.map(([key, , like]) => `  ${key}=${like}`)],
    },
  ];
}

const filled = (value: string, form: RegExp): boolean => form.test(value) && !placeholder.test(value);

export const domainOf = (mail: string): string => mail.slice(mail.lastIndexOf("@") + 1).toLowerCase();
