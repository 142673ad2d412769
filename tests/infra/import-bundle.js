// Imports a bundle and prints what it read of the environment meanwhile, and what it left open.
const read = new Set();

function noting(what) {
  return (env, name) => {
    if (typeof name !== "symbol") read.add(name ?? "all of it");
    return Reflect[what](env, name);
  };
}

process.env = new Proxy(process.env, { get: noting("get"), has: noting("has"), ownKeys: noting("ownKeys") });
// The process's own three are opened by the first look at them, whoever takes it.
for (const stream of ["stdin", "stdout", "stderr"]) process[stream].unref?.();
const before = process.getActiveResourcesInfo();
const { handler } = await import(process.argv[2]);
const open = process.getActiveResourcesInfo().slice(before.length);
process.stdout.write(JSON.stringify({ handler: typeof handler, read: [...read], open }));
