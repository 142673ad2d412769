declare module "munkres-js" {
  /** Row and column of what is chosen, where the sum of what it costs is smallest. Changes nothing. */
  export default function munkres(costs: number[][]): [row: number, column: number][];
}
