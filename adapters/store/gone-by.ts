import { after, day } from "../moment.ts";

/**
 * For rows that DynamoDB may take away by itself, so many days after a moment. It comes late, or never on one machine:
 * whoever reads such a row compares times, and finds none where there is none any more.
 */
export const goneBy = (moment: string, days: number): { goneBy: number } => ({
  goneBy: Math.ceil(Date.parse(after(moment, days * day)) / 1000),
});
