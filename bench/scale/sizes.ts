import { eurosPerDollar, mailDollars } from "../prices.ts";
import { dollars, type Use } from "./bill.ts";
import { type Person, sumOf } from "./person.ts";

export const sizes = [1_000, 100_000, 10_000_000];

export interface Size {
  people: number;
  plan: string;
  /** Euros for one participant and year. */
  aws: number;
  mail: number;
  idle: number;
  all: number;
}

export function sizeOf(people: number, person: Person, idleUse: Use): Size {
  const mail = mailDollars(people * sumOf(person, "mails"));
  const aws = dollars(person.use) * eurosPerDollar;
  const idle = (dollars(idleUse) / people) * eurosPerDollar;
  const letters = (mail.dollars / people) * eurosPerDollar;
  return { people, plan: mail.plan, aws, mail: letters, idle, all: aws + idle + letters };
}
