/** What the account has to offer, as far as we may ask; asking changes nothing. */
export interface Account {
  /** How many functions may run at once, over all. */
  executions?: number;
  /** The zone in Route 53 that our hosts belong to; null when there is none. */
  zone?: string | null;
  /** Whether the stage was deployed before. */
  deployed?: boolean;
}

export async function lookAtAccount(domain: string | undefined, table: string): Promise<Account> {
  const [executions, zone, deployed] = await Promise.all([
    executionsAtOnce(),
    domain ? zoneOf(domain) : undefined,
    isThere(table),
  ]);
  return { executions, zone, deployed };
}

function isThere(table: string): Promise<boolean | undefined> {
  return aws.dynamodb.getTable({ name: table }).then(
    () => true,
    (error: unknown) => (/not ?found|couldn't find/i.test(String(error)) ? false : undefined),
  );
}

function executionsAtOnce(): Promise<number | undefined> {
  return aws.servicequotas.getServiceQuota({ serviceCode: "lambda", quotaCode: "L-B99A9384" }).then(
    ({ value }) => value,
    () => undefined,
  );
}

/** Its own zone, or one of a domain above it. */
async function zoneOf(domain: string): Promise<string | null | undefined> {
  const labels = domain.split(".");
  for (let from = 0; from < labels.length - 1; from += 1) {
    const name = labels.slice(from).join(".");
    const found = await aws.route53.getZone({ name, privateZone: false }).then(
      () => true,
      (error: unknown) => (/no matching/i.test(String(error)) ? false : undefined),
    );
    if (found === undefined) return undefined;
    if (found) return name;
  }
  return null;
}
