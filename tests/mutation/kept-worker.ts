import { type PoolOptions, type PoolWorker, ThreadsPoolWorker, type WorkerRequest } from "vitest/node";

type Heard = Parameters<PoolWorker["on"]>;

/** A thread is not made for that: each run leaves a listener behind, and Node warns of more than these. */
const mostRuns = 10;
let kept: { thread: ThreadsPoolWorker; runs: number } | undefined;

/**
 * One thread for several mutants. Vitest still loads our own modules anew for each run, but zod and the other packages stay
 * loaded, which makes judging a mutant several times as fast as a thread of its own would.
 */
export class KeptWorker implements PoolWorker {
  readonly name = "kept";
  readonly #thread: ThreadsPoolWorker;
  readonly #isNew: boolean;
  #heard: Heard[] = [];

  constructor(options: PoolOptions) {
    if (kept?.runs === mostRuns) {
      void kept.thread.stop();
      kept = undefined;
    }
    kept ??= { thread: new ThreadsPoolWorker(options), runs: 0 };
    kept.runs += 1;
    this.#isNew = kept.runs === 1;
    this.#thread = kept.thread;
  }

  async start(): Promise<void> {
    if (this.#isNew) await this.#thread.start();
  }

  /** Ends the run, not the thread: that ends with the last of its runs, or with its process. */
  async stop(): Promise<void> {
    for (const heard of this.#heard) this.#thread.off(...heard);
    this.#heard = [];
  }

  send(message: WorkerRequest): void {
    if (message.type !== "stop") this.#thread.send(message);
    else queueMicrotask(() => this.#answer({ type: "stopped", __vitest_worker_response__: true }));
  }

  on(...heard: Heard): void {
    this.#heard.push(heard);
    this.#thread.on(...heard);
  }

  off(...[event, callback]: Heard): void {
    this.#heard = this.#heard.filter(([one, other]) => one !== event || other !== callback);
    this.#thread.off(event, callback);
  }

  deserialize(data: unknown): unknown {
    return data;
  }

  #answer(response: object): void {
    for (const [event, callback] of this.#heard) if (event === "message") callback(response);
  }
}
