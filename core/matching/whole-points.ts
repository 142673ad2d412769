/** Points as whole numbers: `scale` of them are one point. `exact`: nothing was rounded. */
export interface WholePoints {
  points: Float64Array;
  scale: number;
  exact: boolean;
}

const mostDecimals = 6;
/** How far a sum of decimal fractions may lie beside what it stands for: 0.1 + 0.2 is 0.30000000000000004. */
/** What a sum of some dozen decimals is off by, of itself. */
const dust = 64 * Number.EPSILON;

/**
 * Adding up whole numbers loses nothing. So points are counted in the largest of 1, 0.1, ... 0.000001 in which all are whole, or in
 * the smallest where none is. No price, path of exchanges or sum has more parts than there are people and pairs, each at most the
 * largest score: `parts` times it must stay a safe whole number.
 *
 * @throws Error when a score is so large that this is not so, or is not a number.
 */
export function wholePoints(scores: Float64Array, parts: number): WholePoints {
  const largest = scores.reduce((most, score) => Math.max(most, Math.abs(score)), 1);
  const room = Number.MAX_SAFE_INTEGER / (4 * (parts + 2) * largest);
  if (!(room >= 1)) throw new Error("the points of some pairs are too large to be added up, or no numbers");
  let scale = 1;
  for (let decimals = 0; decimals < mostDecimals && scale * 10 <= room; decimals++) {
    if (scores.every((score) => isWhole(score * scale))) break;
    scale *= 10;
  }
  return {
    points: scores.map((score) => Math.round(score * scale)),
    scale,
    exact: scores.every((score) => isWhole(score * scale)),
  };
}

const isWhole = (number: number): boolean =>
  Math.abs(number - Math.round(number)) <= dust * Math.max(1, Math.abs(number));
