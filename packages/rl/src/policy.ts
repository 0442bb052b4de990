// A stochastic policy over configurations: an independent categorical distribution per parameter.
import { adamStep, createAdamState } from './adam.js';
import type { Point } from './lattice.js';
import type { Random } from './random.js';

/** Adam of the policy: a shorter memory of squared gradients than usual, since it takes few steps a run. */
const ADAM = { beta1: 0.9, beta2: 0.99 };
/** Logits stay within this bound, so that no level is lost for good (probability ratio at most e¹²). */
const MAX_LOGIT = 6;

/** Single precision throughout, so that a checkpoint holds it exactly. */
export interface PolicyState {
  readonly logits: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
  readonly steps: number;
}

export interface Policy {
  /** Entropy of the uniform distribution, nats. */
  readonly maxEntropy: number;
  /** One level index per parameter; conditions and constraints are not applied. */
  sample(random: Random): number[];
  /** Natural logarithm of the probability of a point. */
  logProbability(point: Point): number;
  /** Nats. */
  entropy(): number;
  /** One step up the gradient of Σ advantage · log π(point) / n (REINFORCE, Williams 1992) + entropyWeight · entropy. */
  reinforce(points: readonly Point[], advantages: readonly number[], rate: number, entropyWeight?: number): void;
  state(): PolicyState;
  restore(state: PolicyState): void;
}

/** Uniform at first; `sizes` are the numbers of levels. */
export function createPolicy(sizes: readonly number[]): Policy {
  const starts = sizes.map((_, d) => sizes.slice(0, d).reduce((sum, n) => sum + n, 0));
  const length = sizes.reduce((sum, n) => sum + n, 0);
  const logits = new Float32Array(length);
  const gradient = new Float32Array(length);
  const adam = createAdamState(length);
  let probabilities = softmax();

  function softmax(): Float64Array {
    const result = new Float64Array(length);
    sizes.forEach((n, d) => {
      const own = logits.subarray(starts[d], starts[d] + n);
      const top = Math.max(...own);
      const total = own.reduce((sum, logit) => sum + Math.exp(logit - top), 0);
      for (let level = 0; level < n; level++) result[starts[d] + level] = Math.exp(own[level] - top) / total;
    });
    return result;
  }

  /** A shift of all logits of a parameter means nothing: they are kept around 0. */
  function centre(): void {
    sizes.forEach((n, d) => {
      const own = logits.subarray(starts[d], starts[d] + n);
      const mean = own.reduce((sum, logit) => sum + logit, 0) / n;
      for (let level = 0; level < n; level++) {
        own[level] = Math.min(MAX_LOGIT, Math.max(-MAX_LOGIT, own[level] - mean));
      }
    });
  }

  /** The slope of entropy H = −Σ p · log p at a logit is −p · (log p + H), per parameter. */
  function favourEntropy(weight: number): void {
    sizes.forEach((n, d) => {
      const own = probabilities.subarray(starts[d], starts[d] + n);
      const entropy = entropyOf(own);
      own.forEach((p, level) => {
        gradient[starts[d] + level] += weight * p * (Math.log(p) + entropy);
      });
    });
  }

  return {
    maxEntropy: sizes.reduce((sum, n) => sum + Math.log(n), 0),
    sample: (random) => sizes.map((n, d) => draw(probabilities, starts[d], n, random.uniform())),
    logProbability: (point) => point.reduce((sum, level, d) => sum + Math.log(probabilities[starts[d] + level]), 0),
    entropy: () => entropyOf(probabilities),
    reinforce(points, advantages, rate, entropyWeight = 0) {
      const mean = advantages.reduce((sum, advantage) => sum + advantage, 0) / points.length;
      for (let i = 0; i < length; i++) gradient[i] = probabilities[i] * mean;
      points.forEach((point, i) => {
        point.forEach((level, d) => {
          gradient[starts[d] + level] -= advantages[i] / points.length;
        });
      });
      if (entropyWeight > 0) favourEntropy(entropyWeight);
      adamStep(logits, gradient, adam, { ...ADAM, rate });
      centre();
      probabilities = softmax();
    },
    state: () => ({ logits, first: adam.first, second: adam.second, steps: adam.steps }),
    restore(state) {
      logits.set(state.logits);
      adam.first.set(state.first);
      adam.second.set(state.second);
      adam.steps = state.steps;
      probabilities = softmax();
    },
  };
}

function entropyOf(probabilities: Float64Array): number {
  return -probabilities.reduce((sum, p) => sum + p * Math.log(p), 0);
}

function draw(probabilities: Float64Array, start: number, n: number, uniform: number): number {
  let left = uniform;
  for (let level = 0; level < n - 1; level++) {
    left -= probabilities[start + level];
    if (left < 0) return level;
  }
  return n - 1;
}
