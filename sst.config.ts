/// <reference path="./.sst/platform/config.d.ts" />

// SST allows no import at the top of this file: what it needs is imported where it is used.
export default $config({
  async app({ stage: name }) {
    const { stageNamed } = await import("./stacks/stages.ts");
    const stage = stageNamed(name, process.env);
    return {
      name: "waymark",
      version: "4.17.1",
      home: "aws",
      removal: stage.removal,
      protect: stage.protect,
      providers: { aws: { version: "7.20.0", region: stage.region } },
    };
  },
  async run() {
    const { preflight } = await import("./stacks/preflight.ts");
    await preflight($cli, $app.providers?.aws?.region);
    const { outputs } = await import("./stacks/index.ts");
    return outputs;
  },
});
