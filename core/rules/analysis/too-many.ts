/** There are more combinations than can be looked through: nothing is said rather than something unsure. */
export class TooMany extends Error {
  readonly code = "analysis.too-many";
}
