import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  type SFNClientConfig,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from "@aws-sdk/client-sfn";
import type { Machine } from "./machine.ts";

export const stepFunctions = (config: SFNClientConfig): SFNClient => new SFNClient(config);

/** The Machine port over the real client; in local mode it talks to the runner's endpoint. */
export function createMachine(client: SFNClient, stateMachine: string): Machine {
  return {
    async start(journey, generation) {
      // The input must be the same to the byte each time, or Step Functions calls the second start a conflict.
      const input = JSON.stringify({ schema: 1, journey, generation });
      const command = new StartExecutionCommand({
        stateMachineArn: stateMachine,
        name: executionName(journey, generation),
        input,
      });
      return (await succeeds(client.send(command), [ExecutionAlreadyExists])) ? "started" : "known";
    },
    async wake(token) {
      const command = new SendTaskSuccessCommand({ taskToken: token, output: "{}" });
      const stale = [TaskTimedOut, TaskDoesNotExist, InvalidToken];
      return (await succeeds(client.send(command), stale)) ? "woken" : "moved on";
    },
    async alive(journey, generation) {
      const command = new DescribeExecutionCommand({
        executionArn: executionArn(stateMachine, journey, generation),
      });
      let running = false;
      const asked = client.send(command).then(({ status }) => {
        running = status === "RUNNING";
      });
      await succeeds(asked, [ExecutionDoesNotExist]);
      return running;
    },
  };
}

/** False for an answer that only says that things have moved on; every other failure is thrown. */
async function succeeds(
  sent: Promise<unknown>,
  expected: (abstract new (...args: never[]) => Error)[],
): Promise<boolean> {
  try {
    await sent;
    return true;
  } catch (error) {
    if (expected.some((known) => error instanceof known)) return false;
    throw error;
  }
}

function executionName(journey: string, generation: number): string {
  return `${journey}.${generation}`;
}

/** arn:aws:states:region:account:stateMachine:name[:alias] -> arn:aws:states:region:account:execution:name:execution */
function executionArn(stateMachine: string, journey: string, generation: number): string {
  const [arn, partition, service, region, account, , name] = stateMachine.split(":");
  return [
    arn,
    partition,
    service,
    region,
    account,
    "execution",
    name,
    executionName(journey, generation),
  ].join(":");
}
