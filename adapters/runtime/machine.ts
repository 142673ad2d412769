import * as z from "zod";
import { createMachine, stepFunctions } from "../step-functions.ts";
import { filled, part } from "./part.ts";
import { aws, place } from "./place.ts";

export const machine = part(
  { WAYMARK_MACHINE: filled.startsWith("arn:"), AWS_ENDPOINT_URL_SFN: z.url().optional(), ...aws },
  (env) =>
    createMachine(stepFunctions({ ...place(env), endpoint: env.AWS_ENDPOINT_URL_SFN }), env.WAYMARK_MACHINE),
);
