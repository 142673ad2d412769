import { type Broken, broken, type Evidence } from "./evidence.ts";

const say = broken("I6");

/** I6: nothing of a person in an execution, in the log, or in the address of a page. */
export function nobodyNamed({ executions, logged, mailbox, words }: Evidence): Broken[] {
  const found = (text: string) => words.find((word) => text.toLowerCase().includes(word.toLowerCase()));
  const links = mailbox.flatMap(
    ({ letter }) => JSON.stringify(letter).match(/https?:\/\/[^\s"<>\\]+/g) ?? [],
  );
  const places: [string, string[]][] = [
    ["an execution", executions.map(({ input, text }) => JSON.stringify(input) + text)],
    ["the log", logged],
    ["a link", links],
  ];
  return places.flatMap(([where, texts]) =>
    texts
      .filter((text) => found(text))
      .slice(0, 3)
      .map((text) => say("wrong", `${where} says ${found(text)}`)),
  );
}
