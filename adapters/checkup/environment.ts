import * as z from "zod";
import * as parts from "../runtime.ts";
import { type Finding, problem } from "./finding.ts";

const all = [
  parts.store,
  parts.erasures,
  parts.machine,
  parts.mailer,
  parts.mailFrom,
  parts.addresses,
  parts.secrets(),
];

/** Every variable that a deployed system needs and this one lacks, or has wrong; a finding each. */
export function environmentFindings(env: Record<string, string | undefined>): Finding[] {
  const shape: z.ZodRawShape = Object.assign({}, ...all.map(({ reads }) => reads));
  const { error } = z.object(shape).safeParse(env);
  return (error?.issues ?? []).map(({ path, message }) => {
    const name = path.join(".");
    const text = env[name] ? `${name} is not right (${message}).` : `${name} is not set.`;
    return problem("environment", text, `Set ${name}, or name a deployed stage: --stage NAME.`);
  });
}
