import { expect, it } from "vitest";
import { submissionsIn } from "#functions/key-stream.ts";

const row = (pk?: string) => ({ dynamodb: { Keys: { pk: pk === undefined ? undefined : { S: pk } } } });

it("finds submissions among the rows of the stream, each once, and nothing else", () => {
  const Records = [
    row("SUBMISSION#sub_1"),
    row("JOURNEY#jrn_1"),
    row("SUBMISSION#sub_1"),
    row(),
    {},
    row("SUBMISSION#sub_2"),
  ];
  expect(submissionsIn({ Records })).toEqual(["sub_1", "sub_2"]);
});
