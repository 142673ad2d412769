import { existsSync, readFileSync } from "node:fs";
import * as z from "zod";
import { remotely, unconfigured } from "./remotely.ts";
import { Stop } from "./stop.ts";

/** As stacks/outputs.ts writes them. */
export const Outputs = z.looseObject({
  stage: z.string(),
  region: z.string(),
  table: z.string(),
  erasures: z.string(),
  machine: z.string(),
  pages: z.string(),
  console: z.string(),
  hooks: z.string().optional(),
  secrets: z.string().optional(),
  mailFrom: z.string().optional(),
});
export type Outputs = z.infer<typeof Outputs>;

/** The file is of the stage that SST worked on last here; the parameter is there wherever one sits. */
export async function outputsOf(
  stage: string,
  file: string,
  env: Record<string, string | undefined>,
): Promise<Outputs> {
  const here = Outputs.safeParse(jsonIn(file));
  if (here.data?.stage === stage) return here.data;
  const parameter = `/waymark/${stage}/outputs`;
  const kept = Outputs.safeParse(parsed(await keptIn(parameter, whyNot(file, here), stage, env)));
  if (kept.data?.stage === stage) return kept.data;
  throw unconfigured(
    `The parameter ${parameter} is not what a deploy leaves (${wrongIn(kept)}). ${afresh(stage)}`,
  );
}

async function keptIn(
  parameter: string,
  why: string,
  stage: string,
  env: Record<string, string | undefined>,
): Promise<string> {
  const region = env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
  const elsewhere = `${why} Nor is there a parameter ${parameter}`;
  const { readParameter } = await import("#adapters/parameters.ts");
  try {
    const value = await remotely(() => readParameter(parameter, region ? { region } : {}));
    if (value !== undefined) return value;
  } catch (error) {
    if (error instanceof Error && error.message === "Region is missing")
      throw unconfigured(`${why} Set AWS_REGION to the region of the stage, to look in the account.`);
    if (error instanceof Stop) throw new Stop(error.exitCode, `${why} ${parameter}: ${error.message}`);
    throw error;
  }
  const place = `in ${region ?? "the region of your profile"} of the account you are signed in to`;
  throw unconfigured(`${elsewhere} ${place}: look at AWS_REGION and AWS_PROFILE. ${afresh(stage)}`);
}

const afresh = (stage: string): string =>
  `"npx sst refresh --stage ${stage}" writes the file of a stage that stands, and changes nothing in it.`;

/** Of the stage that SST worked on last here, whichever that was. */
export const lastOutputs = (file: string): Outputs | undefined => Outputs.safeParse(jsonIn(file)).data;

type Read = ReturnType<typeof Outputs.safeParse>;

function whyNot(file: string, { data, error }: Read): string {
  if (!existsSync(file)) return `There is no ${file} here.`;
  return data
    ? `${file} is of the stage "${data.stage}".`
    : `${file} is not what a deploy leaves (${wrongIn({ error })}).`;
}

const wrongIn = ({ error }: { error?: Read["error"] }): string =>
  error?.issues.map(({ path }) => path.join(".") || "the whole").join(", ") ?? "another stage";

const jsonIn = (file: string): unknown => (existsSync(file) ? parsed(readFileSync(file, "utf8")) : undefined);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
