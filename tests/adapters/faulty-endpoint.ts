import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

const refusals = {
  throughput: [400, "ProvisionedThroughputExceededException"],
  throttling: [400, "ThrottlingException"],
  limit: [400, "RequestLimitExceeded"],
  internal: [500, "InternalServerError"],
  unavailable: [503, "ServiceUnavailable"],
  conflict: [400, "TransactionConflictException"],
} as const;

/** What may go wrong with one request. "lost": it is never made; "unanswered": it is made and only its answer is lost. */
export type Fault = keyof typeof refusals | "lost" | "unanswered" | "hanging";
export const faults: Fault[] = [
  ...(Object.keys(refusals) as (keyof typeof refusals)[]),
  "lost",
  "unanswered",
];
/** The client tries again by itself after these. */
export const passing = faults.filter((fault) => fault !== "conflict");

/** An HTTP endpoint before a DynamoDB that does to the next requests what it was told, and forwards all others. */
export async function startFaultyEndpoint(target: string) {
  let plan: (Fault | "fine")[] = [];
  let meanwhile: (() => Promise<unknown>)[] = [];
  let seen = 0;
  const server = createServer(async (request, response) => {
    seen += 1;
    const fault = plan.shift() ?? "fine";
    const forward = async () => {
      const answer = await forwarded(target, request);
      await meanwhile.shift()?.();
      return answer;
    };
    if (fault === "hanging") return;
    if (fault === "lost") return void request.socket.destroy();
    if (fault === "unanswered") return void forward().then(() => request.socket.destroy());
    if (fault !== "fine") return refuse(response, fault);
    const { status, headers, body } = await forward();
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** For the next requests, one after the other. */
    plan: (...next: (Fault | "fine")[]) => {
      plan = next;
    },
    /** Each is done once, after one of the next requests was made and before its answer. */
    meanwhile: (...tasks: (() => Promise<unknown>)[]) => {
      meanwhile = tasks;
    },
    /** How many requests came since it was asked last. */
    count: () => {
      const count = seen;
      seen = 0;
      return count;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function refuse(response: ServerResponse, fault: keyof typeof refusals): void {
  const [status, name] = refusals[fault];
  response.writeHead(status, { "content-type": "application/x-amz-json-1.0" });
  response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: "injected" }));
}

async function forwarded(target: string, request: IncomingMessage) {
  const body = await buffer(request);
  const { authorization, "x-amz-target": action, "x-amz-date": date } = request.headers;
  const headers = {
    ...{ authorization: authorization!, "x-amz-target": String(action), "x-amz-date": String(date) },
    "content-type": "application/x-amz-json-1.0",
  };
  const answer = await fetch(target, { method: "POST", headers, body });
  return {
    status: answer.status,
    headers: { "content-type": "application/x-amz-json-1.0" },
    body: Buffer.from(await answer.arrayBuffer()),
  };
}
