/** What the evaluation uses of the Pulumi that SST's platform brings. */
export interface Pulumi {
  runtime: {
    setMocks(
      mocks: unknown,
      project: string,
      stack: string,
      preview: boolean,
      organization: string,
    ): Promise<void>;
    runInPulumiStack(program: () => Promise<unknown>): Promise<unknown>;
    disconnect(): Promise<void>;
    registerStackTransformation(
      transformation: (resource: { type: string; name: string; props: Record<string, unknown> }) => undefined,
    ): void;
  };
}

/** What answers in the engine's place. */
export interface PulumiMocks {
  MockMonitor: { prototype: { registerResource(this: unknown, ...asked: unknown[]): Promise<void> } };
}

/** A secret reads its value while it is made; this comes just before. */
export function fakeSecrets({ runtime }: Pulumi, faked: string[]): void {
  runtime.registerStackTransformation(({ type, name, props }) => {
    const variable = `SST_SECRET_${name}`;
    if (type !== "sst:sst:Secret" || props.placeholder !== undefined || variable in process.env) return;
    faked.push(name);
    process.env[variable] = `fake-${name}-not-a-secret`;
  });
}
