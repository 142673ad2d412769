// One cold start in a process of its own: imports a bundle and calls its handler, up to its first request to the table.
// Prints milliseconds of processor time, which other processes on the machine change little.
const [, , file, event] = process.argv;
const spent = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const began = spent();
const { handler } = await import(file);
const imported = spent() - began;
if (event === undefined) report(imported);

// Only now, so that what Node itself loads for the network counts for the bundle.
const { createServer } = await import("node:http");
const { json } = await import("node:stream/consumers");
const server = createServer(answer);
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
for (const service of ["DYNAMODB", "SFN", "SSM"])
  process.env[`AWS_ENDPOINT_URL_${service}`] = `http://127.0.0.1:${server.address().port}`;

const called = spent();
await handler(JSON.parse(event), { getRemainingTimeInMillis: () => 900_000 });
throw new Error(`${file} asked the table nothing`);

async function answer(request, response) {
  const target = request.headers["x-amz-target"] ?? "";
  if (target.startsWith("DynamoDB_")) report(imported + spent() - called);
  const { Names = [] } = await json(request);
  const Parameters = Names.map((Name) => ({ Name, Value: secretNamed(Name) }));
  response
    .writeHead(200, { "content-type": "application/x-amz-json-1.1" })
    .end(JSON.stringify({ Parameters }));
}

function secretNamed(name) {
  return name.endsWith("webhooks") ? '{"bench/apply":["not-a-secret"]}' : process.env.BENCH_KEY;
}

function report(asked) {
  process.stdout.write(JSON.stringify({ imported, asked }));
  process.exit(0);
}
