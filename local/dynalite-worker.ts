import type { AddressInfo } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import dynalite from "dynalite";
import { makeWritesWhole } from "./whole-writes.ts";

/** Dynalite in a thread of its own, so that the database and the program share two cores and not one. */
makeWritesWhole();
const server = dynalite({ path: workerData.path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
server.listen(0, "127.0.0.1", () => parentPort!.postMessage((server.address() as AddressInfo).port));
parentPort!.on("message", () => {
  server.closeAllConnections();
  server.close(() => parentPort!.close());
});
