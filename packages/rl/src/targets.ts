// Turns scores into what the critics learn: standardised costs, without the long tail of bad configurations.

/** Costs further above the median than this many times its distance to the best are cut off. */
const CAP = 1.5;
/** Fewer costs are not cut: their median may be as good as the best by chance, and then hardly anything would be left to learn. */
const FEWEST_CUT = 16;

export interface Targets {
  /** Standardised cost per row, 0 where there is no score. Lower is better. */
  readonly costs: Float32Array;
  /** score = −(cost · scale + centre), where nothing was cut off. */
  readonly centre: number;
  /** > 0. */
  readonly scale: number;
}

/** `scores` are log ratios, higher is better; undefined where nothing completed. */
export function costTargets(scores: readonly (number | undefined)[]): Targets {
  const known = scores.filter((score) => score !== undefined).map((score) => -score);
  const cap = capOf(known);
  const capped = known.map((cost) => Math.min(cost, cap));
  const centre = capped.length > 0 ? mean(capped) : 0;
  const deviation = capped.length > 1 ? Math.sqrt(mean(capped.map((cost) => (cost - centre) ** 2))) : 0;
  if (deviation < 1e-9) return { costs: new Float32Array(scores.length), centre, scale: 1 }; // rounding is no difference
  const costs = scores.map((score) => (score === undefined ? 0 : (Math.min(-score, cap) - centre) / deviation));
  return { costs: Float32Array.from(costs), centre, scale: deviation };
}

function capOf(costs: readonly number[]): number {
  if (costs.length < FEWEST_CUT) return Number.POSITIVE_INFINITY;
  const sorted = [...costs].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
  // Where half of all are as good as the best, a cap there would leave nothing to learn.
  return median > sorted[0] ? median + CAP * (median - sorted[0]) : Number.POSITIVE_INFINITY;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
