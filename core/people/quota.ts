import type { MailEffect } from "../journey/effect.ts";

/** Whether a letter is one of its day's. A reply to what its reader has just done is none, and takes no other letter's place. */
export const isOfDay = ({ urgency }: Pick<MailEffect, "urgency">): boolean => urgency === "routine";
