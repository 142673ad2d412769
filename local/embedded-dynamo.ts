import { join } from "node:path";
import { Worker } from "node:worker_threads";

/** Dynalite in a thread of this process. */
export async function openEmbedded(data?: string) {
  const worker = new Worker(new URL("./dynalite-worker.ts", import.meta.url), {
    workerData: { path: data && join(data, "table") },
    // The thread reads TypeScript by itself; what this process was started with is not for it.
    execArgv: [],
    // As everything here names its region, the database does too.
    env: { ...process.env, AWS_REGION: "local" },
  });
  const port = await new Promise<number>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  const close = async () => {
    const gone = new Promise((resolve) => worker.once("exit", resolve));
    worker.postMessage("close");
    await gone;
  };
  return { endpoint: `http://127.0.0.1:${port}`, close };
}
