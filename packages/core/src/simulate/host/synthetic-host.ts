// A machine that exists as a formula: what it makes of each run follows from a noise model and a seed.
import { type Random, streamOf } from '../../stats/random.js';
import type { NoiseModel, RunNoise } from './noise-model.js';
import { normal, student } from './variates.js';

export interface SyntheticHost {
  /** What run 1, 2, 3 … costs, as a multiple of what it would cost without noise; above 1 is slower. */
  factor(run: number): number;
  /** The run fails by itself. */
  fails(run: number): boolean;
}

/**
 * The same model, seed and name make the same host, in whatever order it is asked; hosts of other names are independent of it. Hosts
 * that differ in the model alone draw the same numbers.
 */
export function createSyntheticHost(model: NoiseModel, seed: number, name: string): SyntheticHost {
  const streamFor = (purpose: string) => streamOf(seed, `${purpose} of ${name}`);
  const noise = remembered(noiseSeries(model, streamFor));
  const chance = remembered(streamFor('failures'));
  return {
    factor: (run) => Math.exp(noise(run) + driftAt(model, run) + stepsAt(model, run)),
    fails: (run) => chance(run) < (model.failures ?? 0),
  };
}

/** Each part draws from a stream of its own, so that one more part changes nothing in the others. */
function noiseSeries({ noise, autocorrelation = 0 }: NoiseModel, streamFor: (purpose: string) => Random): () => number {
  if (noise === undefined) return () => 0;
  const draw = centred(noise, streamFor('noise'));
  const modes = streamFor('modes');
  const slower = noise.distribution === 'bimodal' ? noise : undefined;
  const innovation = Math.sqrt(1 - autocorrelation ** 2);
  let before: number | undefined;
  return () => {
    // AR(1) that begins in its stationary state, so that the standard deviation is that of the model from the first run on.
    before = before === undefined ? draw() : autocorrelation * before + innovation * draw();
    return slower && modes() < slower.share ? before + Math.log1p(slower.shift) : before;
  };
}

/** With standard deviation `cv`. */
function centred(noise: RunNoise, random: Random): () => number {
  if (noise.distribution !== 'student') return () => noise.cv * normal(random);
  const { degrees } = noise;
  const scale = noise.cv * Math.sqrt((degrees - 2) / degrees);
  return () => scale * student(random, degrees);
}

function driftAt({ drift }: NoiseModel, run: number): number {
  return drift ? (Math.log1p(drift.total) * (run - 1)) / (drift.runs - 1) : 0;
}

function stepsAt({ steps = [] }: NoiseModel, run: number): number {
  return steps.reduce((sum, { at, factor }) => (run >= at ? sum + Math.log(factor) : sum), 0);
}

/** The n-th value of a series, n from 1, as often as it is asked for. */
function remembered(next: () => number): (n: number) => number {
  const values: number[] = [];
  return (n) => {
    while (values.length < n) values.push(next());
    return values[n - 1];
  };
}
