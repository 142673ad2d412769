/**
 * `idle` waits until nothing is under way, where all that an output promised has happened or never will: components go on
 * making resources after run() has returned. When nobody waits for that any more, or at `end`, `then` is called, once.
 */
export function untilIdle(then: () => void): { idle(): Promise<void>; end(): void } {
  const waiting: (() => void)[] = [];
  const woken = () => {
    const next = waiting.shift();
    if (next) setImmediate(next);
    else end();
  };
  const end = () => {
    if (process.listeners("beforeExit").includes(woken)) then();
    process.off("beforeExit", woken);
  };
  process.on("beforeExit", woken);
  return { end, idle: () => new Promise((resolve) => waiting.push(resolve)) };
}
