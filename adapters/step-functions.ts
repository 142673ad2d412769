import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from "@aws-sdk/client-sfn";
import type { Machine } from "./machine.ts";

/** The Machine port over the real client; in local mode it talks to the runner's endpoint. */
export function createMachine(client: SFNClient, stateMachine: string): Machine {
  return {
    async start(journey, generation) {
      // The input must be the same to the byte each time, or Step Functions calls the second start a conflict.
      const input = JSON.stringify({ journey, generation });
      const command = new StartExecutionCommand({
        stateMachineArn: stateMachine,
        name: executionName(journey, generation),
        input,
      });
      return answer(client.send(command), "started", "known", [ExecutionAlreadyExists]);
    },
    async wake(token) {
      const command = new SendTaskSuccessCommand({ taskToken: token, output: "{}" });
      return answer(client.send(command), "woken", "moved on", [TaskTimedOut, TaskDoesNotExist, InvalidToken]);
    },
    async alive(journey, generation) {
      const command = new DescribeExecutionCommand({ executionArn: executionArn(stateMachine, journey, generation) });
      const status = client.send(command).then((execution) => execution.status);
      return (await answer(status, undefined, "FAILED" as const, [ExecutionDoesNotExist])) === "RUNNING";
    },
  };
}

type Known = abstract new (...args: never[]) => Error;

async function answer<T, Y, N>(sent: Promise<T>, yes: Y, no: N, expected: Known[]): Promise<Y | N | T> {
  try {
    const result = await sent;
    return yes ?? result;
  } catch (error) {
    if (expected.some((known) => error instanceof known)) return no;
    throw error;
  }
}

function executionName(journey: string, generation: number): string {
  return `${journey}.${generation}`;
}

/** arn:aws:states:region:account:stateMachine:name[:alias] -> arn:aws:states:region:account:execution:name:execution */
function executionArn(stateMachine: string, journey: string, generation: number): string {
  const [arn, partition, service, region, account, , name] = stateMachine.split(":");
  return [arn, partition, service, region, account, "execution", name, executionName(journey, generation)].join(":");
}
