interface Asked {
  statements?: {
    sid?: string;
    effect?: string;
    actions?: string[];
    resources?: string[];
    principals?: { type: string; identifiers: string[] }[];
    conditions?: { test: string; variable: string; values: string[] }[];
  }[];
}

/** The JSON that AWS's provider makes of the statements of a policy document. */
export const policyDocument = ({ statements = [] }: Asked): object => ({
  Version: "2012-10-17",
  Statement: statements.map(({ sid, effect = "Allow", actions, resources, principals, conditions }) => ({
    ...(sid ? { Sid: sid } : {}),
    Effect: effect,
    ...(actions ? { Action: actions } : {}),
    ...(resources ? { Resource: resources } : {}),
    ...(principals
      ? { Principal: Object.fromEntries(principals.map(({ type, identifiers }) => [type, identifiers])) }
      : {}),
    ...(conditions ? { Condition: conditionsOf(conditions) } : {}),
  })),
});

function conditionsOf(conditions: { test: string; variable: string; values: string[] }[]): object {
  const all: Record<string, Record<string, string[]>> = {};
  for (const { test, variable, values } of conditions) all[test] = { ...all[test], [variable]: values };
  return all;
}
