import * as z from "zod";
import { part } from "./part.ts";

export const mailFrom = part({ WAYMARK_MAIL_FROM: z.email() }, (env) => env.WAYMARK_MAIL_FROM);
