import { allowances, eurosPerDollar, type Item, prices } from "../prices.ts";
import { assumed, atPeak, busyHour, memoryOf, perSecond } from "./assumptions.ts";
import { dollars, dollarsFor, entries, shownAmount } from "./bill.ts";
import { idleYear } from "./idle.ts";
import { largestProgram, limitsOf } from "./limits.ts";
import type { Measured } from "./measure.ts";
import { type Person, sumOf } from "./person.ts";
import { sizeOf, sizes } from "./sizes.ts";
import { percent, shown, table } from "./table.ts";

const last = ({ years }: Measured) => years.at(-1)!;
const euros = (amount: number): number => amount * eurosPerDollar;

/** What is left to pay of an amount of a month. */
const beyond = (item: Item, amount: number): number => Math.max(0, amount - (allowances[item] ?? 0));

export const idleEuros = ({ empty }: Measured): number => euros(dollars(idleYear(empty))) / 12;

export function empty(measured: Measured): string {
  const month = entries(idleYear(measured.empty)).map(([item, amount]) => [item, amount / 12] as const);
  const costs = month
    .map(([item, amount]) => ({
      item,
      amount,
      full: euros(dollarsFor(item, amount)),
      left: euros(dollarsFor(item, beyond(item, amount))),
    }))
    .filter(({ full }) => full > 0)
    .sort((a, b) => b.full - a.full);
  const rows = costs.map(({ item, amount, full, left }) => [
    prices[item].unit,
    shownAmount(item, amount),
    shown(full),
    shown(left),
  ]);
  const sum = ["full", "left"].map((name) =>
    shown(costs.reduce((all, cost) => all + cost[name as "full" | "left"], 0)),
  );
  return `### An empty house, for a month

${table(["", "amount", "euros", "euros, with AWS's allowances"], [...rows, ["**all**", "", ...sum]])}

${more(measured)}`;
}

function more(measured: Measured): string {
  const { manyPrograms, manyProblems } = measured;
  const further = (idle: Measured["empty"]) =>
    euros((dollars(idleYear(idle)) - dollars(idleYear(measured.empty))) / 12);
  const program = further(manyPrograms.idle) / (manyPrograms.programs - 1);
  const problem = further(manyProblems.idle) / manyProblems.problems;
  return `Each further program costs ${shown(program)} euros a month before anybody is in it: with ${manyPrograms.programs} programs a minute's sweep and Postman make ${shown(callsOf(manyPrograms.idle))} reads instead of ${shown(callsOf(measured.empty))}. Each problem that stays open costs ${shown(problem)} euros a month, because the sweep reads all of them each minute (counted with ${manyProblems.problems}).`;
}

const callsOf = ({ sweep, postman }: Measured["empty"]): number =>
  sweep.strongReads + sweep.indexReads + postman.strongReads + postman.indexReads;

const rates: [string, (person: Person) => number, (perYear: number) => number][] = [
  ["state transitions", (one) => one.transitions, atPeak],
  ["write units, indexes included", (one) => one.use.writes!, atPeak],
  ["read units", (one) => one.use.reads!, atPeak],
  ["calls of functions", (one) => one.use.invocations!, atPeak],
  ["requests", (one) => one.use.requests!, busyHour],
];

export function sized(measured: Measured): string {
  const { person } = last(measured);
  const busy = rates.map(([name, of, worst]) => [
    `${name} a second`,
    ...sizes.map(
      (people) => `${shown(perSecond(of(person) * people))} / ${shown(worst(of(person) * people))}`,
    ),
  ]);
  const letters = sumOf(person, "mails") / assumed.peak.days;
  const bills = sizes.map((people) => sizeOf(people, person, idleYear(measured.empty)));
  const money: [string, (bill: (typeof bills)[number]) => string][] = [
    ["euros for one and year: AWS", ({ aws }) => shown(aws)],
    ["- the empty house", ({ idle }) => shown(idle)],
    ["- letters", ({ mail, plan }) => `${shown(mail)} (${plan})`],
    ["- **all**", ({ all }) => `**${shown(all)}**`],
    ["euros a year for all of them", ({ all, people }) => shown(all * people)],
  ];
  const rows = [
    ...busy,
    ["letters on a working day", ...sizes.map((people) => shown(letters * people))],
    ...money.map(([name, of]) => [name, ...bills.map(of)]),
  ];
  return `### At three sizes

Mean of the year / at the peak.

${table(["participants", ...sizes.map((people) => people.toLocaleString("en"))], rows)}`;
}

export function limits(measured: Measured): string {
  const { person, year } = last(measured);
  const operations = year.tally.operations();
  const all = limitsOf(person, operations, year.people)
    .map((limit) => ({ ...limit, people: limit.quota / limit.each }))
    .sort((a, b) => a.people - b.people);
  const rows = all.map(({ name, quota, unit, people, each }) => [
    name,
    `${shown(quota)} ${unit}`,
    ...sizes.map((size) => percent((size * each) / quota)),
    shown(people),
  ]);
  const head = ["quota", "it is", ...sizes.map((size) => size.toLocaleString("en")), "reached at"];
  const notes = all.map(({ name, source, next }, n) => `${n + 1}. **${name}**: ${next}. Source: ${source}.`);
  const { list, people } = largestProgram(operations, year.people);
  return `### What is met first

${table(head, rows)}

${notes.join("\n")}

One program alone meets the 1,000 write units of one key of the index \`list\` (its list of ${list}) at ${shown(people)} people.`;
}

export function missed(measured: Measured): string {
  const { items, sweeps, most, counts, seconds } = measured.backlog;
  const each = (amount: number) => shown(amount / items);
  const { open } = last(measured).person;
  const times = sizes.map((people) => [
    people.toLocaleString("en"),
    shown(people * open),
    duration(people * open),
  ]);
  function duration(journeys: number): string {
    const minutes = Math.ceil(journeys / most);
    return minutes < 120
      ? `${minutes} minutes`
      : minutes < 2880
        ? `${shown(minutes / 60)} hours`
        : `${shown(minutes / 1440)} days`;
  }
  return `### After an outage

${items.toLocaleString("en")} journeys whose executions were gone were all running again after ${sweeps} sweeps of at most ${most}. One of them takes ${each(counts.strongReads)} strong reads, ${each(counts.writes)} write, ${each(counts.looks)} look at Step Functions (DescribeExecution) and ${each(counts.starts)} start, which makes ${shown(seconds)} seconds for a full sweep by assumed latencies. If every execution of the house were gone:

${table(["participants", "journeys", "until all run again"], times)}`;
}

export function matching({ rounds }: Measured): string {
  const slower = Math.max(1, assumed.wholeProcessor / memoryOf("console"));
  const rows = rounds.map(({ mentees, milliseconds }) => {
    const seconds = (milliseconds / 1000) * slower;
    const cost = euros(dollarsFor("gigabyteSeconds", seconds * (memoryOf("console") / 1024)));
    return [`${mentees} and ${mentees}`, shown(milliseconds / 1000), shown(seconds), shown(cost)];
  });
  const head = [
    "mentees and mentors",
    "seconds of a processor",
    "seconds in the console's function",
    "euros",
  ];
  return `### A matching round

${table(head, rows)}`;
}
