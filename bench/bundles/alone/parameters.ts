import { GetParametersCommand, SSMClient } from "@aws-sdk/client-ssm";

export async function askSecrets(): Promise<void> {
  const Names = ["/waymark/bench/link-key"];
  await new SSMClient({}).send(new GetParametersCommand({ Names, WithDecryption: true }));
}
