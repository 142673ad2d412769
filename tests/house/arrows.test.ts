import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const rooms = ["core", "adapters", "emails", "console", "functions", "local", "cli", "synth"];

/** Whom each room may import besides itself. */
const allowed: Record<string, string[]> = {
  core: [],
  emails: ["core"],
  adapters: ["core", "emails"],
  console: ["core", "adapters"],
  // The Postman composes and renders a letter before it freezes it; two doors serve what the console draws.
  functions: ["core", "adapters", "emails", "console"],
  local: ["core", "adapters", "console", "functions", "emails"],
  cli: ["core", "adapters", "local"],
  // It knows SST, and of what is deployed only what the doors are called.
  synth: ["functions"],
};

/** The packages that the pure core may use, and where. */
const corePackages: Record<string, string[]> = {
  zod: ["core/"],
  "temporal-polyfill": ["core/"],
  "intl-messageformat": ["core/messages/", "core/program/"],
  "json-rules-engine": ["core/rules/"],
  "@humanwhocodes/momoa": ["core/program/"],
  "node:crypto": ["core/"],
};

interface Import {
  from: string;
  to: string;
}

const files = rooms.flatMap((room) => sources(join(root, room)));
const imports = files.flatMap(importsOf);

describe("the house", () => {
  it("was really read: every room has modules, and they import each other", () => {
    for (const room of rooms)
      expect(files.filter((file) => file.startsWith(`${room}/`)).length, room).toBeGreaterThan(2);
    expect(imports.length).toBeGreaterThan(200);
  });

  it("lets arrows point only from the doors to the adapters to the core", () => {
    const wrong = imports.filter(({ from, to }) => {
      const [source, target] = [roomOf(from), roomOf(to)];
      return target !== undefined && source !== target && !allowed[source!]?.includes(target);
    });
    expect(wrong).toEqual([]);
  });

  it("keeps program and rules ignorant of journeys", () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        /^core\/(program|rules)\//.test(from) && /^core\/(journey|rehearsal|matching)\//.test(to),
    );
    expect(wrong).toEqual([]);
  });

  it("keeps the core pure: only these packages, and none of them everywhere", () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        from.startsWith("core/") &&
        roomOf(to) === undefined &&
        !corePackages[to]?.some((place) => from.startsWith(place)),
    );
    expect(wrong).toEqual([]);
  });

  it("keeps clock, randomness and environment out of the core", () => {
    const pattern = /new Date\(\)|Date\.now\(|Math\.random\(|process\.env|randomUUID\(|Temporal\.Now/;
    const wrong = files.filter(
      (file) => file.startsWith("core/") && pattern.test(readFileSync(join(root, file), "utf8")),
    );
    expect(wrong).toEqual([]);
  });

  it("reads the environment in one file of the adapters and nowhere in the doors", () => {
    const readers = files.filter(
      (file) =>
        /^(adapters|functions|console|emails)\//.test(file) &&
        readFileSync(join(root, file), "utf8").includes("process.env"),
    );
    expect(readers.filter((file) => file !== "adapters/runtime.ts")).toEqual([]);
  });

  it("imports the email components in exactly one file", () => {
    const importers = imports
      .filter(({ to }) => to.startsWith("@react-email/components"))
      .map(({ from }) => from);
    expect(importers).toHaveLength(1);
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => relative(root, join(folder, name)));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), "utf8");
  const specifiers = [
    ...text.matchAll(/^(?:import|export)\s(?:[^"';]*?\sfrom\s)?"([^"]+)"|\bimport\("([^"]+)"\)/gm),
  ].map(([, fixed, lazy]) => (fixed ?? lazy)!);
  return specifiers.map((specifier) => ({ from: file, to: target(file, specifier) }));
}

function target(file: string, specifier: string): string {
  if (specifier.startsWith("#")) return specifier.slice(1);
  if (specifier.startsWith(".")) return relative(root, resolve(root, dirname(file), specifier));
  return specifier;
}

function roomOf(path: string): string | undefined {
  return rooms.find((room) => path.startsWith(`${room}/`));
}
