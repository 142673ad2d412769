import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Door, grants } from "#functions/grants.ts";
import { bundleAlone, bundleDoor, doors } from "#synth/door-bundle.ts";
import type { Bundle } from "#synth/synth.ts";
import { type Bench, median, type Row, rounded } from "../bench.ts";
import { environment, eventOf } from "./first-call.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const measured = fileURLToPath(new URL("measured.js", import.meta.url));
const rounds = 15;
const largest = 900_000;

/**
 * How much more than the AWS SDK alone a door may cost. Advance brings json-rules-engine, the postman Resend and its
 * letters; the console draws everything that staff see, and for its first page Node loads its own Request as well.
 */
const usual: Targets = { imported: 1.2, asked: 1.2 };
const targets: Partial<Record<Door, Targets>> = {
  advance: { imported: 1.6, asked: 1.6 },
  postman: { imported: 1.3, asked: 1.3 },
  console: { imported: 1.3, asked: 1.5 },
};

const alone = ["table", "table-machine", "table-secrets", "table-machine-secrets"] as const;
type Alone = (typeof alone)[number];

/** The clients that a door has, by what it was granted. */
const clientsOf = (door: Door): Alone =>
  `table${grants[door].machine ? "-machine" : ""}${grants[door].secrets ? "-secrets" : ""}`;

/**
 * What each door costs in a cold process, less an empty handler, against the AWS SDK's clients that it uses, bundled by SST
 * as they come: to import, and until its first request to the table, when its runtime is made and its secrets are read.
 */
export const bundles: Bench = async () => {
  const out = mkdtempSync(join(tmpdir(), "waymark-bundles-"));
  try {
    const built = await build(out);
    const times = await race(built);
    const ratio = (door: Door, what: keyof Times, of: (values: number[]) => number) => {
      const cost = (name: string) => of(times.get(name)![what]) - of(times.get("nothing")![what]);
      return rounded(cost(door) / cost(clientsOf(door)));
    };
    const row = (door: Door, what: keyof Times): Row => ({
      what: `${door}: ${words[what]} (at its quickest ${ratio(door, what, quickest)})`,
      ratio: ratio(door, what, median),
      target: (targets[door] ?? usual)[what],
      against: `the AWS SDK alone (${clientsOf(door).replaceAll("-", ", ")})`,
    });
    const sizes = doors.map((door) => sizeOf(door, built.get(door)!));
    return [
      ...doors.map((door) => row(door, "imported")),
      ...doors.map((door) => row(door, "asked")),
      ...sizes,
    ];
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
};

const words = { imported: "import", asked: "import and first call, up to the table" };
const quickest = (values: number[]): number => Math.min(...values);

const sizeOf = (door: Door, { bytes }: Bundle): Row => ({
  what: `${door}: size (${Math.round(bytes / 1000)} KB)`,
  ratio: rounded(bytes / largest),
  target: 1,
  against: "the limit of 900 KB",
});

async function build(out: string): Promise<Map<string, Bundle>> {
  const built = new Map<string, Bundle>();
  for (const name of ["nothing", ...alone])
    built.set(name, await bundleAlone(name, `bench/bundles/alone/${name}.handler`, root, out, minified));
  for (const door of doors) built.set(door, await bundleDoor(door, root, out));
  return built;
}

const minified = { format: "esm", minify: true } as const;

interface Cold {
  imported: number;
  asked: number;
}
type Times = Record<keyof Cold, number[]>;
type Targets = Record<keyof Cold, number>;

/** Turn by turn, a new process each, so that a slow moment of the machine hits all of them. */
async function race(bundles: Map<string, Bundle>): Promise<Map<string, Times>> {
  const times = new Map<string, Times>();
  for (const name of bundles.keys()) times.set(name, { imported: [], asked: [] });
  for (let round = 0; round < rounds; round++) {
    for (const [name, { file }] of bundles) {
      const { imported, asked } = await coldStart(name, file);
      times.get(name)!.imported.push(imported);
      times.get(name)!.asked.push(asked);
    }
  }
  return times;
}

async function coldStart(name: string, file: string): Promise<Cold> {
  const door = doors.find((each) => each === name);
  const event = name === "nothing" ? [] : [JSON.stringify(door ? await eventOf(door) : {})];
  const { stdout } = await promisify(execFile)(process.execPath, [measured, file, ...event], {
    env: environment,
    timeout: 60_000,
  });
  return JSON.parse(stdout) as Cold;
}
