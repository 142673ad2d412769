import { readdirSync, readFileSync } from "node:fs";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { cutParts, written } from "#emails/cut.tsx";

describe("the letter's parts", () => {
  test("are what the components draw now", async () => {
    const file = readFileSync("emails/letter.parts.json", "utf8");
    expect(
      file === written(await cutParts()),
      'emails/letter.parts.json is not what the components of emails/ draw: run "npm run letters" and look at what changed',
    ).toBe(true);
  });

  test("hold what nobody can see in plain ASCII", () => {
    expect(readFileSync("emails/letter.parts.json", "utf8")).toMatch(/^[ -~\n]+$/);
  });
});

describe("the doors", () => {
  test("send letters without React: nothing that they import reaches it", async () => {
    const { inputs } = await reached(readdirSync("functions").map((file) => `functions/${file}`));
    const packages = Object.values(inputs).flatMap(({ imports }) =>
      imports.flatMap(({ path, external }) => (external ? [path] : [])),
    );
    expect(Object.keys(inputs)).toContain("emails/fill.ts");
    expect(packages).toContain("resend");
    expect(packages.filter((name) => /^react|^@react-email/.test(name))).toEqual([]);
  });

  test("would be found out: the components do reach it", async () => {
    const { inputs } = await reached(["emails/draw.tsx"]);
    const packages = Object.values(inputs).flatMap(({ imports }) => imports.map(({ path }) => path));
    expect(packages).toContain("@react-email/components");
  });
});

async function reached(entryPoints: string[]) {
  const built = await build({
    entryPoints,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    outdir: "unused",
    write: false,
    metafile: true,
    logLevel: "silent",
    plugins: [
      {
        name: "packages stay outside",
        setup: ({ onResolve }) =>
          onResolve({ filter: /^[^.#/]/ }, ({ path, kind }) =>
            kind === "entry-point" ? undefined : { path, external: true },
          ),
      },
    ],
  });
  return built.metafile;
}
