import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadPack } from "#adapters/pack-files.ts";
import { people } from "#local/demo/people.ts";
import type { Persona } from "#local/demo/persona.ts";
import { type Archive, openArchive } from "./archive.ts";
import { type Accepted, audit } from "./audit.ts";
import { chance } from "./chance.ts";
import { Story } from "./story.ts";

/** Replay one with WAYMARK_SEED=n. When the process dies is chance; how far it had come is the machine's own pace. */
const seeds = process.env.WAYMARK_SEED ? [Number(process.env.WAYMARK_SEED)] : [1, 2];
const rules = resolve(import.meta.dirname, "../../rules");

const first = (role: Persona["role"]) => people.filter((persona) => persona.role === role).slice(0, 3);
const personas = [...first("mentee"), ...first("mentor")];

const folders: string[] = [];
const stories: Story[] = [];
afterAll(async () => {
  await Promise.all(stories.map((story) => story.kill()));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

test.each(seeds)(
  "killed in mid-journey and started again, nothing is lost and nothing sent twice (seed %i)",
  {
    timeout: 240_000,
  },
  async (seed) => {
    const data = mkdtempSync(join(tmpdir(), `waymark-kill-${seed}-`));
    folders.push(data);
    const { pack } = await loadPack(rules, "cemewe");
    const story = new Story(data, chance(seed), { pack: pack!, personas, rounds: 11, kills: 2 });
    stories.push(story);
    await story.play();
    expect(story.killed).toHaveLength(2);
    const accepted = [...story.accepted.values()];
    const archive = await openArchive(data);
    try {
      const told = `WAYMARK_SEED=${seed}; killed: ${story.killed.join("; ")}; it said: ${story.complaints.slice(-2000)}`;
      expect(await audit(archive, accepted), told).toEqual([]);
      expect(archive.rows.filter(({ sk }) => sk === "JOURNEY").length, told).toBeGreaterThan(personas.length);
      await expectToSee(archive, accepted);
    } finally {
      await archive.close();
    }
  },
);

/** The auditor is no rubber stamp: whatever is taken away or doubled, it says so. */
async function expectToSee(archive: Archive, accepted: Accepted[]): Promise<void> {
  const [letter, ...letters] = archive.letters;
  const planted: [Partial<Archive>, RegExp][] = [
    [{ letters }, /is marked as sent and arrived 0 times/],
    [{ letters: [letter!, letter!, ...letters] }, /arrived 2 times/],
    [{ letters: [{ ...letter!, key: "another", headers: {} }, ...letters] }, /nobody decided to send/],
    [{ execution: () => undefined }, /no live execution/],
    [{ due: archive.due.slice(1) }, /missing in the index/],
    [{ listed: [...archive.listed, { ...archive.listed[0]!, pk: "?" }] }, /only in the index/],
  ];
  for (const [fault, words] of planted)
    expect((await audit({ ...archive, ...fault }, accepted)).join("\n")).toMatch(words);
  const lost = { submission: "sub_lost", email: "lost@example.org", role: "mentee" };
  expect((await audit(archive, [...accepted, lost])).join("\n")).toMatch(
    /the submission of lost@\S+ is gone/,
  );
}
