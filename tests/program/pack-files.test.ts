import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { listPacks, listPrograms, loadPack, readPackFiles } from "#adapters/pack-files.ts";
import { aPackFolder } from "./a-pack-folder.ts";

let rules: string;
beforeEach(async () => {
  rules = await mkdtemp(join(tmpdir(), "rules-"));
});
afterEach(() => rm(rules, { recursive: true }));

async function write(id: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(rules, id, path)), { recursive: true });
    await writeFile(join(rules, id, path), text);
  }
}
const extending = (id: string) => ({ "program.json": JSON.stringify({ extends: id }) });

test("programs are the folders with a program.json", async () => {
  await write("town", aPackFolder());
  await write("city", aPackFolder());
  await write("schemas", { "program.json": "{}" });
  await write("notes", { "README.md": "notes" });
  await write(".", { "README.md": "notes" });
  expect(await listPacks(rules)).toEqual(["city", "town"]);
});

test("a base is checked like any program, and runs nowhere", async () => {
  const program = JSON.parse(aPackFolder()["program.json"]!);
  await write("ground", aPackFolder({ "program.json": { ...program, base: true } }));
  await write("town", extending("ground"));
  await write("broken", { "program.json": "{" });
  expect(await listPacks(rules)).toEqual(["broken", "ground", "town"]);
  expect(await listPrograms(rules)).toEqual(["broken", "town"]);
  expect((await loadPack(rules, "ground")).pack?.program.base).toBe(true);
  expect((await loadPack(rules, "town")).pack?.program.base).toBeUndefined();
});

test("a folder with files of a program is one that lacks its program.json", async () => {
  await write("town", aPackFolder({ "program.json": undefined }));
  await write("notes", { "README.md": "notes", "pictures/one.json": "{}" });
  expect(await listPacks(rules)).toEqual(["town"]);
  expect((await loadPack(rules, "town")).problems).toMatchObject([
    { file: "program.json", code: "file.missing", fix: "Add the file program.json." },
  ]);
});

test("nothing is read through a link, wherever it leads", async () => {
  await write("town", aPackFolder());
  await write("city", aPackFolder());
  await rm(join(rules, "town", "routing.json"));
  await symlink("/etc/passwd", join(rules, "town", "routing.json"));
  await symlink(join(rules, "city", "forms"), join(rules, "town", "plans", "forms"));
  await symlink("around.json", join(rules, "town", "around.json"));
  const { problems } = await loadPack(rules, "town");
  const links = problems!.filter(({ code }) => code === "file.link");
  expect(links.map(({ file }) => file)).toEqual(["around.json", "plans/forms", "routing.json"]);
  expect(links[0]).toMatchObject({ line: 1, column: 1, fix: "Put the file itself there." });
  expect(JSON.stringify(problems)).not.toMatch(/root:|"r" is not expected/);
});

test("a program that is nothing but a link away is told like any other", async () => {
  await write("town", aPackFolder());
  await rm(join(rules, "town", "program.json"));
  await symlink("/dev/null", join(rules, "town", "program.json"));
  expect(await listPacks(rules)).toEqual(["town"]);
  expect((await loadPack(rules, "town")).problems!.map(({ code }) => code)).toContain("file.link");
});

test("a right program is loaded, and one with a mistake does not stop it", async () => {
  await write("town", aPackFolder());
  await write("city", aPackFolder({ "forms/met.json": "{" }));
  expect((await loadPack(rules, "town")).pack?.id).toBe("town");
  expect((await loadPack(rules, "city")).problems).toMatchObject([
    { file: "forms/met.json", code: "json.syntax" },
  ]);
});

test("cross references are checked, too", async () => {
  await write(
    "town",
    aPackFolder({ "forms/met.json": '{ "raters": ["mentor"], "questions": [{ "fact": "trustt" }] }' }),
  );
  const { problems } = await loadPack(rules, "town");
  expect(problems!.map(({ code }) => code)).toContain("fact.unknown");
});

test("a chain of programs is followed, a missing link and a circle are told at the line that leads there", async () => {
  await write("base", aPackFolder());
  await write("region", extending("base"));
  await write("town", extending("region"));
  expect((await loadPack(rules, "town")).pack?.program.zone).toBe("Europe/Helsinki");
  await write("lost", extending("bse"));
  expect((await loadPack(rules, "lost")).problems).toMatchObject([
    { file: "program.json", line: 1, column: 12, code: "extends.unknown", fix: 'Write "base".' },
  ]);
  await write("base", extending("town"));
  expect((await loadPack(rules, "town")).problems).toMatchObject([
    { file: "../base/program.json", code: "extends.cycle" },
  ]);
});

test("a program that is not there is named, with the one that was meant", async () => {
  await write("town", aPackFolder());
  expect((await loadPack(rules, "twon")).problems).toMatchObject([
    { code: "pack.unknown", fix: 'Write "town".' },
  ]);
  expect((await loadPack(rules, "../town")).problems).toMatchObject([{ code: "pack.unknown" }]);
});

test("files and folders that a program does not have are told; hidden ones and README.md are left alone", async () => {
  const strays = {
    "notes.txt": "",
    "letters/a.json": "{}",
    "forms/deep/a.json": "{}",
    "Routing 2.json": "{}",
  };
  await write("town", {
    ...aPackFolder(),
    ...strays,
    ".DS_Store": "x",
    "README.md": "notes",
    "forms/README.md": "notes",
  });
  const { problems } = await loadPack(rules, "town");
  expect(problems!.map(({ file, code }) => `${code} ${file}`)).toEqual([
    "file.name Routing 2.json",
    "file.file forms/deep/a.json",
    "file.folder letters/a.json",
    "file.file notes.txt",
  ]);
});

test("a huge file is refused without being read whole", async () => {
  await write("town", { ...aPackFolder(), "plans/huge.json": `"${"x".repeat(3_000_000)}"` });
  const files = await readPackFiles(rules, "town");
  expect(files["plans/huge.json"]!.length).toBeLessThan(300_000);
  expect((await loadPack(rules, "town")).problems).toMatchObject([
    { file: "plans/huge.json", code: "json.too-large" },
  ]);
});
