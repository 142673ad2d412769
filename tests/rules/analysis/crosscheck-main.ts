import { crosscheck } from "./crosscheck.ts";

const after = (name: string, otherwise: number): number => {
  const place = process.argv.indexOf(name);
  return place < 0 ? otherwise : Number(process.argv[place + 1]);
};

const began = performance.now();
const { wrong, ...counts } = await crosscheck(after("--cases", 2000), after("--seed", 1));
const seconds = Math.round((performance.now() - began) / 1000);
process.stdout.write(`${JSON.stringify({ ...counts, wrong: wrong.length, seconds })}\n`);
for (const each of wrong.slice(0, 20)) process.stdout.write(`${JSON.stringify(each)}\n`);
process.exitCode = wrong.length > 0 ? 1 : 0;
