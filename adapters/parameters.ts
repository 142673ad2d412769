import { GetParametersCommand, SSMClient } from "@aws-sdk/client-ssm";
import { secretNames } from "./secret-names.ts";
import type { Place, SecretName } from "./secrets.ts";

/** The parameter that keeps a secret. */
export const parameterOf = (name: SecretName): string => secretNames[name].parameter;

/** Secrets from AWS's parameter store, decrypted, under their own names; one that is not there is left out. */
export async function readParameters(
  path: string,
  names: SecretName[],
  place: Place,
): Promise<Partial<Record<SecretName, unknown>>> {
  const client = new SSMClient(place);
  const Names = names.map((name) => path + parameterOf(name));
  const { Parameters = [] } = await client.send(new GetParametersCommand({ Names, WithDecryption: true }));
  const values = new Map(Parameters.map(({ Name, Value }) => [Name, Value]));
  const found = names.map((name) => [name, values.get(path + parameterOf(name))] as const);
  return Object.fromEntries(
    found.map(([name, value]) => [name, name === "webhooks" ? parsed(value) : value]),
  );
}

/** One parameter that is no secret; `undefined` when there is none. */
export async function readParameter(name: string, place: Partial<Place>): Promise<string | undefined> {
  const client = new SSMClient(place);
  const { Parameters = [] } = await client.send(new GetParametersCommand({ Names: [name] }));
  return Parameters[0]?.Value;
}

/** Text that is no JSON stays text, and is refused by name where all secrets are checked. */
function parsed(value: string | undefined): unknown {
  try {
    return value && JSON.parse(value);
  } catch {
    return value;
  }
}
