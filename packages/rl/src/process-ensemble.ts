// Gaussian processes with hyper-parameters that measurements leave plausible: what they disagree about is not known yet.
import type { Dimension } from '@schedtuna/sdk';
import { condition, type Expectation, factorise, type Measurements, type Posterior } from './gaussian-process.js';
import { createKernel } from './kernel.js';
import type { Point } from './lattice.js';
import type { Random } from './random.js';
import { drawPrior, sliceStep } from './slice-sampler.js';

/** Steps of each chain when it starts from the prior, and after each further measurement. */
const FIRST_STEPS = 12;
const STEPS = 2;
/** Draws from the prior until one has a covariance that can be computed. */
const MOST_DRAWS = 20;

export interface ProcessEnsemble {
  readonly members: number;
  /** Moves the hyper-parameters towards what the measurements say; single precision, so that a checkpoint holds them exactly. */
  learn(measurements: Measurements): void;
  /** Conditions every member on the measurements, without chance. */
  condition(measurements: Measurements): void;
  isReady(): boolean;
  expect(point: Point, member: number): Expectation;
  /** Of a measured point, mean over members: its value as far as it is not noise. */
  measured(index: number): number;
  /** [members, hyper-parameters]; empty before anything was learned. */
  state(): Float32Array;
  restore(state: Float32Array): void;
}

export function createProcessEnsemble(
  dimensions: readonly Dimension[],
  members: number,
  random: Random,
): ProcessEnsemble {
  const kernel = createKernel(dimensions);
  const { prior } = kernel;
  /** One a member, since a covariance ends with the next one of its kernel. */
  const kernels = Array.from({ length: members }, () => createKernel(dimensions));
  let chains: Float64Array[] = [];
  let posteriors: Posterior[] = [];

  function start(likelihood: (state: Float64Array) => number): Float64Array {
    let state = drawPrior(prior, random);
    for (let draw = 1; draw < MOST_DRAWS && likelihood(state) === Number.NEGATIVE_INFINITY; draw++) {
      state = drawPrior(prior, random);
    }
    return state;
  }

  return {
    members,
    learn(measurements) {
      const { count } = measurements.set;
      const rows = new Float64Array((count * (count + 1)) / 2);
      const likelihood = (state: Float64Array) => factorise(measurements, kernel.at(state), rows).evidence;
      const isFirst = chains.length === 0;
      if (isFirst) chains = Array.from({ length: members }, () => start(likelihood));
      chains = chains.map((chain) => {
        let sample = { state: chain, likelihood: likelihood(chain) };
        for (let step = 0; step < (isFirst ? FIRST_STEPS : STEPS); step++) {
          sample = sliceStep(sample.state, sample.likelihood, prior, likelihood, random);
        }
        return Float64Array.from(sample.state, Math.fround);
      });
    },
    condition(measurements) {
      posteriors = chains.map((chain, member) => condition(measurements, kernels[member].at(chain)));
    },
    isReady: () => posteriors.length > 0,
    expect: (point, member) => posteriors[member].expect(point),
    measured: (index) => posteriors.reduce((sum, posterior) => sum + posterior.measured(index), 0) / members,
    state: () => Float32Array.from(chains.flatMap((chain) => [...chain])),
    restore(state) {
      const length = prior.mean.length;
      chains = Array.from({ length: state.length / length }, (_, i) =>
        Float64Array.from(state.subarray(i * length, (i + 1) * length)),
      );
    },
  };
}
