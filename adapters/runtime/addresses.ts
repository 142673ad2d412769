import * as z from "zod";
import { part } from "./part.ts";

/** Where people and partners reach us, without a slash at the end. */
export interface Addresses {
  pages: string;
  console: string;
  hooks: string;
}

const address = z.url().transform((url) => url.replace(/\/+$/, ""));

export const addresses = part(
  {
    WAYMARK_ORIGIN: address,
    WAYMARK_CONSOLE_ORIGIN: address.optional(),
    WAYMARK_HOOKS_ORIGIN: address.optional(),
  },
  ({ WAYMARK_ORIGIN: pages, WAYMARK_CONSOLE_ORIGIN, WAYMARK_HOOKS_ORIGIN }): Addresses => ({
    pages,
    console: WAYMARK_CONSOLE_ORIGIN ?? pages,
    hooks: WAYMARK_HOOKS_ORIGIN ?? pages,
  }),
);
