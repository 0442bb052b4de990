// Expected improvement on a logarithmic scale, exact far into the tail where the plain formula is 0.

const LOG_SQRT_2PI = 0.5 * Math.log(2 * Math.PI);
/** Below, the continued fraction converges quickly; above, the power series does. */
const TAIL = -2;
/** Enough for 1e-12 at z = −2, where convergence is slowest. */
const FRACTION_TERMS = 120;

/**
 * log E[max(0, best − Y)] for Y normal with this mean and standard deviation > 0; lower is better. The logarithm follows Ament et
 * al. 2023, who show why it must be taken inside; finite for every finite input.
 */
export function logExpectedImprovement(mean: number, deviation: number, best: number): number {
  return Math.log(deviation) + logUnitImprovement((best - mean) / deviation);
}

/** log(φ(z) + z·Φ(z)). */
function logUnitImprovement(z: number): number {
  if (z > 0) return Math.log(z + Math.exp(logUnitImprovement(-z))); // since h(z) − h(−z) = z
  const logDensity = -0.5 * z * z - LOG_SQRT_2PI;
  if (z > TAIL) return Math.log(Math.exp(logDensity) + z * cumulative(z));
  return logDensity + logTailFactor(-z);
}

/** Φ(z), to 1e-8 of 1. */
export function normalCumulative(z: number): number {
  return Math.abs(z) > 6 ? Number(z > 0) : cumulative(z);
}

/** Φ(z) for moderate z (Marsaglia 2004): ½ + φ(z)·(z + z³/3 + z⁵/15 + …). */
function cumulative(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > 1e-17; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + sum * Math.exp(-0.5 * z * z - LOG_SQRT_2PI);
}

/**
 * log(1 − x·M(x)) with Mills' ratio M. Its continued fraction is M = 1/(x + k), k = 1/(x + 2/(x + 3/(x + …))) (Laplace 1805),
 * hence 1 − x·M = k/(x + k), without a difference of nearly equal numbers.
 */
function logTailFactor(x: number): number {
  let k = 0;
  for (let term = FRACTION_TERMS; term >= 1; term--) k = term / (x + k);
  return Math.log(k) - Math.log(x + k);
}
