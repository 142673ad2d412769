export const hookCalls = async () => [];
