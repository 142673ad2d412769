import type { Command } from "commander";
import * as z from "zod";
import type { RestoreCounts } from "#adapters/restoring.ts";
import { type Deployed, environmentOf, stageHelp, withStage } from "../deployed.ts";
import { count, print, printJson } from "../print.ts";
import { exitCodes, Stop, usage } from "../stop.ts";

interface Options extends Deployed {
  from: string;
  at: string;
  only?: string[];
  replace?: boolean;
  yes?: boolean;
}

const examples = `Examples:
  $ waymark restore --stage production --from waymark-production-table-restored --at 2026-11-01T08:00:00Z
        counts what is missing today and stands in the restored table; changes nothing
  $ waymark restore ... --yes                           brings it back; run it again if it breaks off
  $ waymark restore ... --replace --only jrn_4f1c...    a journey that was spoiled goes back to that moment
  $ waymark restore ... --replace                       every journey and person that changed since goes back

All functions but the one that takes in forms must stand still: docs/operations.md says how. A letter that may have gone
out since that moment is not sent again: it waits in the console until a person says so.
`;

export function addRestore(program: Command): void {
  withStage(program.command("restore"))
    .description("Brings rows back from a table that was restored from a backup, or shows what would come.")
    .requiredOption("--from <table>", "the restored table, in the same region")
    .requiredOption("--at <moment>", "the moment that it shows, as it was given to AWS")
    .option("--only <ids...>", "only these journeys, people or forms")
    .option("--replace", "put back what is there, too, and not only what is missing")
    .option("--yes", "do it")
    .addHelpText("before", examples)
    .addHelpText("after", stageHelp)
    .action(restore);
}

async function restore(options: Options): Promise<void> {
  const now = new Date().toISOString();
  const point = momentBefore(options.at, now);
  const { remotely } = await import("../deployed.ts");
  const counts = await remotely(() => work(options, point, now));
  if (options.json) return printJson({ ...counts, written: options.yes === true });
  print(...lines(counts), options.yes ? "Done." : "Nothing was changed. Add --yes to bring it back.");
}

function momentBefore(at: string, now: string): string {
  const moment = Date.parse(at);
  if (!/T.*(Z|[+-]\d\d:\d\d)$/.test(at) || Number.isNaN(moment) || moment >= Date.parse(now))
    throw usage(`--at takes a moment in the past with its zone, such as 2026-11-01T08:00:00Z, not "${at}".`);
  return new Date(moment).toISOString();
}

async function work(options: Options, point: string, now: string): Promise<RestoreCounts> {
  const outside = await open(options);
  const { from, own, erasures, restoring, partitions } = outside;
  const left = await restoring.notErased(from, await erasures.all(), own);
  if (left.length > 0) throw erasedFirst(options, left);
  if (options.yes && (await restoring.isPosting(own, now))) throw stillPosting;
  const { replace = false, only, yes = false } = options;
  const task = { from, own, point, now, replace, ...(only && { only }), write: yes };
  const pks = only ? await restoring.partitionsOf(from, only) : partitions(options.from);
  const counts = await restoring.restore(task, pks);
  return only ? counts : { ...counts, remapped: await restoring.remap(task, partitions(outside.table)) };
}

async function open(options: Options) {
  const [{ reach }, parts, restoring, scan, { dynamoClient }, { dynamoTable }, { aws, place }] =
    await Promise.all([
      import("../deployed.ts"),
      import("#adapters/runtime.ts"),
      import("#adapters/restoring.ts"),
      import("#adapters/partitions.ts"),
      import("#adapters/dynamo-client.ts"),
      import("#adapters/table-dynamo.ts"),
      import("#adapters/runtime/place.ts"),
    ]);
  const { erasures } = await reach(options, { erasures: parts.erasures, store: parts.store });
  const env = await environmentOf(options, process.env);
  const table = env.WAYMARK_TABLE!;
  if (table === options.from) throw usage(`--from names the stage's own table (${table}).`);
  const endpoint = env.AWS_ENDPOINT_URL_DYNAMODB;
  const client = dynamoClient({ ...place(z.object(aws).parse(env)), ...(endpoint && { endpoint }) });
  return {
    ...{ erasures, restoring, table },
    from: dynamoTable(client, options.from),
    own: dynamoTable(client, table),
    partitions: (name: string) => scan.partitions(client, name),
  };
}

function lines(counts: RestoreCounts): string[] {
  return [
    `${count(counts.missing, "row is", "rows are")} missing today.`,
    `${count(counts.replaced, "journey or person goes", "journeys and people go")} back.`,
    `${count(counts.replayed, "event", "events")} since then taken in once more, ${counts.undone} decided since and received by nobody undone.`,
    `${count(counts.letters, "letter", "letters")} went out since then; none goes a second time unless a person says so.`,
    `${count(counts.remapped, "form", "forms")} without a journey to be mapped once more.`,
  ];
}

const erasedFirst = ({ from }: Options, left: string[]): Stop =>
  new Stop(
    exitCodes.problems,
    `Nothing was restored: ${count(left.length, "person", "people")} in the ledger of erasures still stand in ${from} (${left.join(", ")}). First run: waymark erase --again --table ${from}`,
  );

const stillPosting = new Stop(
  exitCodes.problems,
  "Nothing was restored: the postman is at work. Stop the functions (docs/operations.md), wait for up to 15 minutes, run this again.",
);
