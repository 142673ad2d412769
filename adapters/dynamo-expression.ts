import type { Unless } from "./table.ts";

interface Expression {
  ConditionExpression?: string;
  UpdateExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, unknown>;
}

/** A condition in DynamoDB's words. Names always go through placeholders: some of ours are reserved words there. */
export function expression(when: Unless | undefined): Expression {
  if (!when) return {};
  if ("absent" in when) return { ConditionExpression: "attribute_not_exists(pk)" };
  const entries = Object.entries(when.equals);
  return {
    ConditionExpression: entries.map((_, n) => `#c${n} = :c${n}`).join(" AND "),
    ExpressionAttributeNames: Object.fromEntries(entries.map(([name], n) => [`#c${n}`, name])),
    ExpressionAttributeValues: Object.fromEntries(entries.map(([, value], n) => [`:c${n}`, value])),
  };
}

/** An update of a row that must exist: DynamoDB alone would make one. */
export function update(
  change: { set?: Record<string, unknown>; remove?: string[] },
  when: Unless | undefined,
): Expression {
  const set = Object.entries(change.set ?? {}).filter(([, value]) => value !== undefined);
  const remove = change.remove ?? [];
  const condition = expression(when);
  const sets = set.map((_, n) => `#s${n} = :s${n}`).join(", ");
  const removes = remove.map((_, n) => `#r${n}`).join(", ");
  const values = {
    ...condition.ExpressionAttributeValues,
    ...Object.fromEntries(set.map(([, value], n) => [`:s${n}`, value])),
  };
  return {
    ConditionExpression: ["attribute_exists(pk)", condition.ConditionExpression]
      .filter(Boolean)
      .join(" AND "),
    ...((sets || removes) && {
      UpdateExpression: [sets && `SET ${sets}`, removes && `REMOVE ${removes}`].filter(Boolean).join(" "),
    }),
    ...((sets || removes || condition.ExpressionAttributeNames) && {
      ExpressionAttributeNames: {
        ...condition.ExpressionAttributeNames,
        ...Object.fromEntries(set.map(([name], n) => [`#s${n}`, name])),
        ...Object.fromEntries(remove.map((name, n) => [`#r${n}`, name])),
      },
    }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}
