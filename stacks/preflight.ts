export async function preflight(
  _cli: { command: string },
  _stage: string,
  _env: Record<string, string | undefined>,
): Promise<void> {}
