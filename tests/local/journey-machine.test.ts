import { readFileSync } from "node:fs";
import validate from "asl-validator";
import { describe, expect, test } from "vitest";
import { type AdvanceCall, bench, functions, journeyFile } from "./bench.ts";

const week = { next: "wait", chunks: [], version: 1, until: "2026-03-08T09:00:00.000Z" };
const later = { ...week, until: "2026-06-01T09:00:00.000Z" };
const input = { schema: 1, journey: "j1", generation: 1 };

/** Answers one after the other, then the last one for ever. */
function answers(...list: unknown[]) {
  let turn = 0;
  return () => list[Math.min(turn++, list.length - 1)];
}

function failing(name: string, times: number, answer: unknown = {}) {
  let turn = 0;
  return () => {
    if (turn++ < times) throw Object.assign(new Error("out of order"), { name });
    return answer;
  };
}

describe("the definition", () => {
  const definition = JSON.parse(readFileSync(journeyFile, "utf8"));

  test("is valid Amazon States Language", () => {
    expect(validate(definition)).toMatchObject({ isValid: true, errors: [] });
  });

  test("is found invalid when a state leads nowhere, so the check is a check", () => {
    const broken = structuredClone(definition);
    broken.States.Advance.Next = "Nowhere";
    expect(validate(broken).isValid).toBe(false);
  });

  test("never retries the time that has come", () => {
    const codes = definition.States.Await.Retry.flatMap(
      (retrier: { ErrorEquals: string[] }) => retrier.ErrorEquals,
    );
    expect(codes).toEqual(["States.TaskFailed"]);
  });
});

describe("the loop", () => {
  test("asks, sleeps a week, and asks again", async () => {
    const { handlers, of } = functions({
      advance: answers(week, later),
    });
    const { runner, until } = bench(handlers);
    runner.start("j1.1", input);
    await until("2026-03-08T08:59:59.000Z");
    expect(of("Advance")).toHaveLength(1);
    await until("2026-03-08T09:00:00.000Z");
    expect(of<AdvanceCall>("Advance")).toEqual([
      { ...input, loops: 0, startedAt: "2026-03-01T09:00:00.000Z" },
      { ...input, loops: 1, startedAt: "2026-03-01T09:00:00.000Z", delivered: 1 },
    ]);
    expect(of<{ until: string }>("Await")[1]).toMatchObject({ ...input, until: "2026-06-01T09:00:00.000Z" });
  });

  test("waits at least a second, also for a time that has passed", async () => {
    const { handlers, of } = functions({
      advance: answers({ ...week, until: "2026-02-01T09:00:00.000Z" }, later),
    });
    const { runner, until } = bench(handlers);
    runner.start("j1.1", input);
    await until("2026-03-01T09:00:00.900Z");
    expect(of("Advance")).toHaveLength(1);
    await until("2026-03-01T09:00:01.000Z");
    expect(of("Advance")).toHaveLength(2);
  });

  test.each(["end", "stale"])("ends after %s, even without version and until", async (next) => {
    const { handlers, of } = functions({ advance: () => ({ next, chunks: [] }) });
    const { runner } = bench(handlers);
    runner.start("j1.1", input);
    await runner.idle();
    expect(runner.describe("j1.1")?.status).toBe("SUCCEEDED");
    expect(of("Await")).toEqual([]);
  });

  test("renews and ends", async () => {
    const { handlers, of } = functions({ advance: () => ({ ...week, next: "renew" }) });
    const { runner } = bench(handlers);
    runner.start("j1.1", input);
    await runner.idle();
    expect(of("Renew")).toEqual([input]);
    expect(runner.describe("j1.1")?.status).toBe("SUCCEEDED");
  });
});

describe("deciding that is ended from outside", () => {
  const killed = (name: string, times: number) => {
    let left = times;
    return (payload: { failed?: string }) => {
      if (payload.failed === undefined && left-- > 0) throw Object.assign(new Error("killed"), { name });
      return { ...week, next: payload.failed === undefined ? "wait" : "end" };
    };
  };

  test.each(["Sandbox.Timedout", "Lambda.Unknown"])("is tried once more after %s", async (name) => {
    const { handlers, of } = functions({ advance: killed(name, 1) });
    const { runner, until } = bench(handlers);
    runner.start("j1.1", input);
    await until("2026-03-01T09:01:00.000Z");
    expect(of<{ failed?: string }>("Advance").map(({ failed }) => failed)).toEqual([undefined, undefined]);
    expect(of("Await")).toHaveLength(1);
  });

  test.each(["Sandbox.Timedout", "Lambda.Unknown"])("parks the journey after two of %s", async (name) => {
    const { handlers, of } = functions({ advance: killed(name, 2) });
    const { runner, until } = bench(handlers);
    runner.start("j1.1", input);
    await until("2026-03-01T09:01:00.000Z");
    expect(of("Advance").at(-1)).toEqual({ ...input, failed: name });
    expect(of("Advance")).toHaveLength(3);
    expect(runner.describe("j1.1")?.status).toBe("SUCCEEDED");
  });
});

describe("delivering", () => {
  const chunked = (...chunks: string[][]) => ({ ...week, chunks: chunks.map((effects) => ({ effects })) });

  test.each([
    ["one chunk of one effect", [["j1/1"]]],
    ["one chunk of two", [["j1/1", "j1/2"]]],
    ["two chunks", [["j1/1"], ["j1/2", "j1/3"]]],
    ["nine chunks, four at a time", Array.from({ length: 9 }, (_, n) => [`j1/${n}`])],
  ])("keeps %s as arrays", async (_, chunks) => {
    const { handlers, of } = functions({ advance: answers(chunked(...chunks), later) });
    const { runner, until } = bench(handlers);
    runner.start("j1.1", input);
    await until("2026-03-08T09:00:00.000Z");
    expect(of("Deliver")).toEqual(chunks.map((effects) => ({ schema: 1, journey: "j1", effects })));
    expect(of<AdvanceCall>("Advance")[1]?.delivered).toBe(1);
  });

  test("never runs more than four at once", async () => {
    let now = 0;
    let most = 0;
    const slow = async () => {
      most = Math.max(most, ++now);
      await new Promise((done) => setTimeout(done, 2));
      now -= 1;
    };
    const { handlers } = functions({
      advance: answers(chunked(...Array.from({ length: 9 }, () => ["x"])), later),
      deliver: slow,
    });
    const { runner } = bench(handlers);
    runner.start("j1.1", input);
    await runner.idle();
    expect(most).toBe(4);
  });

  test("tries a Lambda transient again after a growing pause", async () => {
    const { handlers, of } = functions({
      advance: answers(chunked(["j1/1"]), later),
      deliver: failing("Lambda.ServiceException", 2),
    });
    const { runner, until } = bench(handlers);
    runner.start("j1.1", input);
    await until("2026-03-01T09:00:01.999Z");
    expect(of("Deliver")).toHaveLength(1);
    await until("2026-03-01T09:00:02.000Z");
    expect(of("Deliver")).toHaveLength(2);
    await until("2026-03-01T09:00:06.000Z");
    expect(of("Deliver")).toHaveLength(3);
    await until("2026-03-08T09:01:00.000Z");
    expect(of<AdvanceCall>("Advance")[1]?.delivered).toBe(1);
    expect(of("Problem")).toEqual([]);
  });

  test("spreads the pauses by chance", async () => {
    const { handlers, of } = functions({
      advance: answers(chunked(["x"]), later),
      deliver: failing("Lambda.ServiceException", 1),
    });
    const { runner, until } = bench(handlers, { random: () => 0.25 });
    runner.start("j1.1", input);
    await until("2026-03-01T09:00:00.500Z");
    expect(of("Deliver")).toHaveLength(2);
  });

  test("files a problem for the chunk that fails for good, delivers the others, and does not claim all was delivered", async () => {
    const { handlers, of } = functions({
      advance: answers(chunked(["bad"], ["good"]), later),
      deliver: ({ effects }: { effects: string[] }) => {
        if (effects[0] === "bad") throw Object.assign(new TypeError("Amal's letter"), {});
        return {};
      },
    });
    const { runner, until } = bench(handlers);
    runner.start("j1.1", input);
    await until("2026-03-08T10:00:00.000Z");
    expect(of("Problem")).toEqual([{ schema: 1, journey: "j1", effects: ["bad"], code: "TypeError" }]);
    expect(of<{ effects: string[] }>("Deliver").filter(({ effects }) => effects[0] === "good")).toHaveLength(
      1,
    );
    expect(of<AdvanceCall>("Advance")[1]).not.toHaveProperty("delivered");
  });

  test.each([
    ["in five minutes, however far away the next time is", later.until, "2026-03-01T09:05:"],
    ["at the next time, when that is sooner", "2026-03-01T09:02:00.000Z", "2026-03-01T09:02:"],
  ])("tries a chunk that failed for good again %s", async (_, next, when) => {
    const deliveredAt: number[] = [];
    const { handlers, of } = functions({
      advance: answers({ ...chunked(["bad"]), until: next }, chunked(["bad"]), later),
      deliver: () => {
        deliveredAt.push(clock.now);
        if (deliveredAt.length <= 4) throw new TypeError("out of order");
        return {};
      },
    });
    const { runner, until, clock } = bench(handlers, { random: () => 0 });
    runner.start("j1.1", input);
    await until("2026-03-01T09:30:00.000Z");
    expect(deliveredAt).toHaveLength(5);
    expect(new Date(deliveredAt[4]!).toISOString()).toContain(when);
    expect(of<{ until: string }>("Await")[0]!.until).toContain(when);
    await until("2026-03-08T09:01:00.000Z");
    expect(of<AdvanceCall>("Advance").map(({ delivered }) => delivered)).toEqual([undefined, undefined, 1]);
  });

  test("ends although a chunk of its last round failed", async () => {
    const { handlers } = functions({
      advance: () => ({ next: "end", chunks: [{ effects: ["bad"] }] }),
      deliver: failing("TypeError", 99),
    });
    const { runner, until } = bench(handlers);
    runner.start("j1.1", input);
    await until("2026-03-01T10:00:00.000Z");
    expect(runner.describe("j1.1")?.status).toBe("SUCCEEDED");
  });

  test("goes on although the problem cannot be filed either", async () => {
    const { handlers, of } = functions({
      advance: answers(chunked(["bad"]), later),
      deliver: failing("Error", 99),
      problem: failing("Error", 99),
    });
    const { runner, until } = bench(handlers);
    runner.start("j1.1", input);
    await until("2026-03-08T11:00:00.000Z");
    expect(of("Await").length).toBeGreaterThan(0);
    expect(of<AdvanceCall>("Advance").every((call) => call.delivered === undefined || call.loops > 1)).toBe(
      true,
    );
  });
});

describe("tokens", () => {
  const tokens = (of: ReturnType<typeof functions>["of"]) =>
    of<{ token: string }>("Await").map(({ token }) => token);

  test("wake the journey at once, and only once", async () => {
    const { handlers, of } = functions();
    const { runner } = bench(handlers);
    runner.start("j1.1", input);
    await runner.idle();
    const [token] = tokens(of);
    expect(runner.sendTaskSuccess(token!, {})).toBe("used");
    await runner.idle();
    expect(of("Advance")).toHaveLength(2);
    expect(runner.sendTaskSuccess(token!, {})).toBe("TaskTimedOut");
    await runner.idle();
    expect(of("Advance")).toHaveLength(2);
  });

  test("are stale once the time has come, and new each time", async () => {
    const { handlers, of } = functions({
      advance: answers(week, later),
    });
    const { runner, until } = bench(handlers);
    runner.start("j1.1", input);
    await until("2026-03-08T09:00:00.000Z");
    const [first, second] = tokens(of);
    expect(first).not.toBe(second);
    expect(runner.sendTaskSuccess(first!, {})).toBe("TaskTimedOut");
    expect(runner.sendTaskSuccess(second!, {})).toBe("used");
    await runner.idle();
  });

  test("of nobody are refused", () => {
    const { runner } = bench(functions().handlers);
    expect(runner.sendTaskSuccess("nonsense", {})).toBe("InvalidToken");
    expect(runner.sendTaskSuccess(`${Buffer.from("who.1").toString("base64url")}.x`, {})).toBe(
      "TaskDoesNotExist",
    );
  });

  test("may be used before the registrar has answered", async () => {
    const held: { runner?: ReturnType<typeof bench>["runner"] } = {};
    let turn = 0;
    const { handlers, of } = functions({
      await: ({ token }: { token: string }) => {
        if (turn++ === 0) expect(held.runner?.sendTaskSuccess(token, {})).toBe("used");
        return {};
      },
    });
    const { runner, faults } = bench(handlers);
    held.runner = runner;
    runner.start("j1.1", input);
    await runner.idle();
    expect(of("Advance")).toHaveLength(2);
    expect(faults).toEqual([]);
  });

  test("are handed out again, as new ones, when the registrar fails", async () => {
    const { handlers, of } = functions({ await: failing("ProvisionedThroughputExceededException", 1) });
    const { runner, until } = bench(handlers);
    runner.start("j1.1", input);
    await until("2026-03-01T09:00:02.000Z");
    const [first, second] = tokens(of);
    expect(second).toBeDefined();
    expect(runner.sendTaskSuccess(first!, {})).toBe("TaskTimedOut");
    expect(of("Advance")).toHaveLength(1);
  });
});
