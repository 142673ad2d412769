import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { localSecrets } from "#local/secrets.ts";
import { aDesk } from "../console/a-desk.ts";

describe("Today", () => {
  it("says that there is a task which this release cannot show, and shows it again when one can", async () => {
    const desk = await aDesk();
    await desk.join("jrn_1");
    const token = await desk.token("jrn_1");
    await desk.post(`/p/${token}`, { motivated: "yes" }, { "sec-fetch-site": "same-origin" });
    await desk.run();
    const { id } = (await desk.runtime.store.tasks.list("test", "open"))[0]!.effect;
    const key = { pk: "JOURNEY#jrn_1", sk: `TASK#${id}` };
    const today = async () => (await desk.get("/console/test")).text();
    expect(await today()).toContain("Talk with Samira");
    await desk.table.update(key, { set: { schema: 2 } });
    const html = await today();
    expect(html).not.toContain("Talk with Samira");
    expect(html).toContain("Something that this version of Waymark cannot show: a task");
    expect(html).toContain(`store.newer-schema; JOURNEY#jrn_1; TASK#${id}`);
    await desk.table.update(key, { set: { schema: 1 } });
    expect(await today()).not.toContain("cannot show");
  });
});

describe("the secrets of one machine", () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  it("gain what a newer release asks for and keep the rest", () => {
    const folder = mkdtempSync(join(tmpdir(), "waymark-secrets-"));
    folders.push(folder);
    const file = join(folder, "secrets.json");
    const { sessionKey, ...older } = localSecrets(["test/tally"], file);
    writeFileSync(file, JSON.stringify(older));
    const newer = localSecrets(["test/tally"], file);
    expect(newer).toMatchObject(older);
    expect(newer.sessionKey).toMatch(/^[\w-]{43}$/);
    expect(newer.sessionKey).not.toBe(sessionKey);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(newer);
  });
});
