import { eurosPerDollar, prices } from "../prices.ts";
import { dollars, dollarsFor, duration, entries, shownAmount } from "./bill.ts";
import type { Operation } from "./counts.ts";
import type { Measured } from "./measure.ts";
import { type Person, sumOf } from "./person.ts";
import { percent, shown, table } from "./table.ts";

const last = ({ years }: Measured) => years.at(-1)!;

const quantities: [string, (person: Person) => number][] = [
  ["journeys opened", (person) => person.journeys],
  ["read units", (person) => sumOf(person, "strongUnits") + sumOf(person, "indexReadUnits")],
  ["write units of the table", (person) => sumOf(person, "writeUnits")],
  ["write units of the index `due`", (person) => sumOf(person, "dueUnits")],
  ["write units of the index `list`", (person) => sumOf(person, "listUnits")],
  ["records in the stream", (person) => sumOf(person, "streamRecords")],
  ["state transitions", (person) => person.transitions],
  ["executions started", (person) => sumOf(person, "starts")],
  ["executions woken", (person) => sumOf(person, "wakes")],
  ["calls of functions", (person) => sumOf(person, "invocations")],
  ["requests of the HTTP APIs", (person) => sumOf(person, "requests")],
  ["letters", (person) => sumOf(person, "mails")],
  ["KB of our own log lines", (person) => sumOf(person, "logBytes") / 1024],
  ["KB kept at the end, indexes included", (person) => person.storedBytes / 1024],
];

export function counted({ years }: Measured): string {
  const [small, large] = [years[0]!, years.at(-1)!];
  const rows = quantities.map(([name, of]) => {
    const [few, many] = [of(small.person), of(large.person)];
    return [name, shown(few), shown(many), shown(many / few)];
  });
  const head = ["for one participant and year", ...years.map(({ year }) => `of ${year.people}`), "ratio"];
  const ends = years.map(({ year }) => `${year.ended} of ${year.journeys}`).join(" and ");
  return `### Counted

${table(head, rows)}

Journeys that had ended by the end of the year: ${ends}. The sweep looked whenever something of its was due, ${years.map(({ year }) => year.sweeps.toLocaleString("en")).join(" and ")} times, and had nothing to make up for: it looks about once a day whether the execution of a journey that sleeps is there.`;
}

export function cost(measured: Measured): string {
  const { use } = last(measured).person;
  const rows = entries(use)
    .filter(([, amount]) => amount > 0)
    .sort(([one, a], [other, b]) => dollarsFor(other, b) - dollarsFor(one, a))
    .map(([item, amount]) => [
      prices[item].unit,
      shownAmount(item, amount),
      ...money(dollarsFor(item, amount)),
    ]);
  const sum = ["**all**", "", ...money(dollars(use))];
  return `### What AWS asks for one participant and year

${table(["", "amount", "dollars", "euros"], [...rows, sum])}`;
}

const money = (amount: number): string[] => [shown(amount), shown(amount * eurosPerDollar)];

export function byDoor(measured: Measured): string {
  const rows = [...last(measured).person.counts].map(([door, own]) => ({ door, own }));
  const cells = rows
    .filter(({ own }) => own.invocations + own.writeUnits + own.strongUnits > 0.01)
    .map(({ door, own }) => [
      door,
      shown(own.invocations),
      shown(own.strongUnits + own.indexReadUnits),
      shown(own.writeUnits),
      shown(own.dueUnits + own.listUnits),
      own.alone > 0 ? shown(own.aloneMilliseconds / own.alone) : "",
      own.invocations > 0 ? shown(duration(door, own)) : "",
    ]);
  const head = ["door", "calls", "read units", "write units", "of indexes", "computing, ms", "billed, ms"];
  return `### By door, for one participant and year

${table(head, cells)}`;
}

export function byOperation(measured: Measured): string {
  const { year, person } = last(measured);
  const cells = year.tally
    .operations()
    // What these two do comes each minute and each hour, and is counted with the empty house.
    .filter(({ door }) => door !== "sweep" && door !== "retention")
    .map((operation) => ({ ...operation, each: costOf(operation) / year.people }))
    .sort((a, b) => b.each - a.each)
    .slice(0, 14)
    .map(({ door, kind, count, units, each }) => [
      `${door}: ${kind}`,
      shown(count / year.people),
      shown(units / year.people),
      percent(each / dollars(person.use)),
    ]);
  return `### Which reads and writes cost most

${table(["operation", "times", "units", "of the sum above"], cells)}`;
}

const costOf = ({ kind, units }: Operation): number =>
  dollarsFor(/^(get|query|due|list) /.test(kind) ? "reads" : "writes", units);

export function kept(measured: Measured): string {
  const { year, person } = last(measured);
  const cells = [...year.storedBytes]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 7)
    .map(([kind, bytes]) => [
      kind,
      shown(bytes / year.people / 1024),
      percent(bytes / year.people / person.storedBytes),
    ]);
  return `### What is kept of one participant

${table(["rows", "KB, indexes included", "of all"], cells)}`;
}
