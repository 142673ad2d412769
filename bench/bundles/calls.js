// Calls a bundle's handler once for each event and prints how long each took on the wall; the first with the import.
const [, , file, ...events] = process.argv;
const times = [];
let began = performance.now();
const { handler } = await import(file);
for (const event of events) {
  const { statusCode, body } = await handler(JSON.parse(event));
  if (statusCode !== 202) throw new Error(`the door answered ${statusCode}: ${body}`);
  times.push(performance.now() - began);
  began = performance.now();
}
process.stdout.write(JSON.stringify(times));
process.exit(0);
