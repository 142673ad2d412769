import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { openArchive } from "./archive.ts";
import { sameIndexes } from "./audit.ts";

const root = resolve(import.meta.dirname, "../..");
const node = join(root, "node_modules/.bin/node");

/** The state of a database whose process was killed while it wrote. */
async function killedWhileWriting(data: string, delay: number): Promise<void> {
  const writer = spawn(node, ["--import", "tsx", join(import.meta.dirname, "writer.ts"), data], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await once(writer.stdout, "data");
    await pause(delay);
  } finally {
    const gone = once(writer, "exit");
    writer.kill("SIGKILL");
    await gone;
  }
}

// Without the one batch for a row and its index entries, about every second kill leaves one of them without the other.
test("a process killed while it writes leaves no row that its indexes do not show", {
  timeout: 120_000,
}, async () => {
  const data = mkdtempSync(join(tmpdir(), "waymark-torn-"));
  writeFileSync(join(data, "secrets.json"), '{"emailHash":"unused"}');
  try {
    for (const delay of [100, 180, 260, 340, 420]) {
      await killedWhileWriting(data, delay);
      const archive = await openArchive(data);
      await archive.close();
      expect(archive.rows.length).toBeGreaterThan(5);
      expect(sameIndexes(archive)).toEqual([]);
    }
  } finally {
    rmSync(data, { recursive: true });
  }
});
