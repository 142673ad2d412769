/** One line of JSON a call. Codes and ids only: no name, address or answer ever goes in. */
export interface Log {
  info(code: string, ids?: Record<string, string | number>): void;
  error(code: string, ids?: Record<string, string | number>): void;
}
