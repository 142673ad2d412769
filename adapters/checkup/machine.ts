import {
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  ResourceNotFound,
  type SFNClient,
  StateMachineDoesNotExist,
} from "@aws-sdk/client-sfn";
import { type Finding, look, problem, putBack } from "./finding.ts";

/** The state machine and the alias from which journeys are started. */
export function machineFindings(client: SFNClient, arn: string): Promise<Finding[]> {
  const parts = arn.split(":");
  if (parts.length !== 8) {
    const message = `WAYMARK_MACHINE names no alias (${arn}): a new release would change journeys that are under way.`;
    const fix = `Set it to the machine's alias, as "machine" in the outputs of the deploy: ${arn}:live.`;
    return Promise.resolve([problem("machine.no-alias", message, fix)]);
  }
  const name = parts[6]!;
  return look(`the state machine ${name}`, async () => {
    try {
      const stateMachineArn = parts.slice(0, 7).join(":");
      const { status } = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
      await client.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn: arn }));
      const message = `The state machine ${name} is ${status}: no journey starts.`;
      return status === "ACTIVE" ? [] : [problem("machine.not-active", message, putBack)];
    } catch (error) {
      if (error instanceof StateMachineDoesNotExist)
        return [problem("machine.missing", `There is no state machine ${name} in this region.`, putBack)];
      if (!(error instanceof ResourceNotFound)) throw error;
      return [
        problem("machine.alias-missing", `The state machine ${name} has no alias "${parts[7]}".`, putBack),
      ];
    }
  });
}

/** Everything of a stage is in one region; what is asked elsewhere is not found, and says something else. */
export function regionFindings(region: string, machine: string, tableRegion: string | undefined): Finding[] {
  const places = [
    { what: "the state machine (WAYMARK_MACHINE)", is: machine.split(":")[3] },
    { what: "the table (WAYMARK_TABLE)", is: tableRegion },
  ];
  return places.flatMap(({ what, is }) => {
    // Amazon's own local database says this, wherever it is.
    if (!is || is === region || is === "ddblocal") return [];
    const message = `AWS_REGION is ${region}, but ${what} is in ${is}.`;
    return [problem("region.wrong", message, `Set AWS_REGION=${is}, or name the stage of ${region}.`)];
  });
}
