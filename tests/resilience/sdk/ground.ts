import { createPace } from "#adapters/pace.ts";
import { createMailer } from "#adapters/resend.ts";
import { createMachine, stepFunctions } from "#adapters/step-functions.ts";
import type { Table } from "#adapters/table.ts";
import type { Runner } from "#local/asl/runner.ts";
import { serve } from "#local/listen.ts";
import { liveArn, stepFunctionsApp } from "#local/step-functions.ts";
import { connect, startDynalite } from "../../adapters/dynalite.ts";
import { type Fault, startFaultyEndpoint } from "../../adapters/faulty-endpoint.ts";
import { arn } from "../executions.ts";
import type { Weather } from "../faults.ts";
import type { Ground } from "../ground.ts";
import type { Line } from "../line.ts";
import type { Office } from "../office.ts";
import { serveMail } from "./mail.ts";
import { createTraffic, type Traffic } from "./traffic.ts";

/** As many letters a second as the provider allows, in the bench's time. */
const perSecond = 2;

/**
 * The real clients of DynamoDB, Step Functions and Resend, each before its local endpoint; now and then a request to the
 * database breaks on the wire, so that its client tries again by itself.
 */
export async function sdkGround(weather: Weather): Promise<Ground> {
  const traffic = createTraffic();
  const dynamo = await startDynalite();
  const wire = await startFaultyEndpoint(dynamo.endpoint);
  const client = connect(wire.endpoint);
  const present: { runner?: () => Runner; line?: Line; office?: Office } = {};
  const steps = await serve(
    stepFunctionsApp(
      later(() => present.runner!()),
      arn,
      () => present.line!.now(),
    ),
  );
  const post = await serveMail(() => present.office!);
  const sfn = stepFunctions({ endpoint: steps.url, region: "local", credentials });
  const machine = createMachine(sfn, liveArn(arn));
  const table = tried(client.table, traffic, () => disturb(weather, wire.plan));
  return {
    table,
    quiet: traffic.quiet,
    machine(runner, line) {
      Object.assign(present, { runner, line });
      return {
        start: (journey, generation) => traffic.during(() => machine.start(journey, generation)),
        wake: (token) => traffic.during(() => machine.wake(token)),
        alive: (journey, generation) => traffic.during(() => machine.alive(journey, generation)),
      };
    },
    mailer(office, line) {
      present.office = office;
      const wall = { now: line.now, pause: (ms: number) => traffic.apart(() => line.sleep(ms)) };
      const pace = createPace(table, perSecond, wall);
      const mailer = createMailer({ key: "re_bench", baseUrl: post.url, pace });
      return { send: (letter, key) => traffic.during(() => mailer.send(letter, key)) };
    },
    async close() {
      client.disconnect();
      sfn.destroy();
      await Promise.all([steps.close(), post.close(), wire.close()]);
      await dynamo.close();
    },
  };
}

const credentials = { accessKeyId: "local", secretAccessKey: "local" };

/** A process that begins anew has another runner: the endpoint asks for the present one each time. */
const later = (runner: () => Runner): Runner =>
  new Proxy({} as Runner, { get: (_, name) => Reflect.get(runner(), name) });

function tried(table: Table, { during }: Traffic, before: () => void): Table {
  const request = <T>(work: () => Promise<T>): Promise<T> => {
    before();
    return during(work);
  };
  return {
    get: (key) => request(() => table.get(key)),
    put: (row, when) => request(() => table.put(row, when)),
    update: (key, change, when) => request(() => table.update(key, change, when)),
    delete: (key) => request(() => table.delete(key)),
    query: (pk, options) => request(() => table.query(pk, options)),
    due: (duePk, upTo, limit) => request(() => table.due(duePk, upTo, limit)),
    list: (listPk, options) => request(() => table.list(listPk, options)),
  };
}

/** What its client mends by itself, within the call. */
const mended = ["unanswered", "lost", "internal", "unavailable"] as const;

function disturb(weather: Weather, plan: (...next: Fault[]) => void): void {
  for (const fault of mended) if (weather.happens(`wire ${fault}`, 0.003)) return plan(fault);
}
