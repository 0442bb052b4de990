// An ensemble of critics that predicts cost and feasibility of configurations, and how much its members disagree.
import { createAdamState } from './adam.js';
import type { CriticTask } from './critic-computation.js';
import { graphOfOperations } from './critic-graph.js';
import { initialParameters, layout, type NetworkShape } from './critic-network.js';
import { hasCriticOperations, ownOperations } from './critic-operations.js';
import type { Features } from './features.js';
import type { Random } from './random.js';

/** Members; one instead of eight cost .05 of the area under the regret curve (measured on four recorded tables). */
const MEMBERS = 8;
/** Units of each of the two hidden layers. */
const HIDDEN = 48;
/** Fixed random networks added to each member keep them apart where there is no data (Osband, Aslanides & Cassirer 2018). */
const PRIOR_SCALE = 0.5;
/** L1 on the input gates: parameters without effect are switched off. Measured: worth .02 with many irrelevant flags. */
const GATE_L1 = 0.1;
const WEIGHT_DECAY = 1e-3;
const ADAM = { beta1: 0.9, beta2: 0.999 };
const RATE = 0.015;
/** The last 40 % of the steps of a fit are short ones, so that it ends in a valley. */
const LONG_STEPS = 0.6;
const SHORT_STEP = 0.3;
/** Small heads: the first predictions come from the priors. */
const INITIAL = { inputBias: 0.3, head: 0.3 };
const PRIOR = { inputBias: 0.5, head: 1 };

/** One row per configuration; `inputs` is [rows, width], `weights` [rows, members]. */
export interface CriticBatch {
  readonly inputs: Float32Array;
  /** Standardised cost; ignored where nothing completed. */
  readonly costs: Float32Array;
  /** Share of runs that completed, in [0, 1]. */
  readonly feasible: Float32Array;
  /** Bootstrap weight of each row for each member. */
  readonly weights: Float32Array;
}

export interface Predictions {
  readonly count: number;
  /** Standardised cost by member: [count, members]. */
  readonly costs: Float32Array;
  /** Feasibility logit by member: [count, members]. */
  readonly logits: Float32Array;
}

/** Everything that changes or was drawn at random; a checkpoint holds it exactly. */
export interface CriticsState {
  readonly parameters: Float32Array;
  readonly priors: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
  readonly steps: number;
}

export interface Critics {
  readonly members: number;
  /** Full-batch Adam from where the last fit ended; returns the weighted squared error per member before the last step. */
  fit(batch: CriticBatch, steps: number): number;
  predict(inputs: Float32Array): Predictions;
  state(): CriticsState;
  /** Arrays of the same lengths as `state` returns. */
  restore(state: CriticsState): void;
}

/** Keeps no tensor between calls: parameters live in plain arrays. The backend must have been chosen. */
export function createCritics({ width, groups, groupCount }: Features, random: Random): Critics {
  const shape: NetworkShape = { width, groups, groupCount, members: MEMBERS, hidden: HIDDEN };
  const parameters = initialParameters(shape, INITIAL, random);
  const priors = initialParameters(shape, PRIOR, random);
  const adam = createAdamState(parameters.length);
  const weights = { parameters, priors, adam };
  const settings = { priorScale: PRIOR_SCALE, gateL1: GATE_L1, adam: ADAM, decay: decayOf(shape) };
  const computation = () => (hasCriticOperations() ? ownOperations : graphOfOperations);

  return {
    members: MEMBERS,
    fit(batch, steps) {
      const rates = Array.from({ length: steps }, (_, i) => (i < steps * LONG_STEPS ? RATE : RATE * SHORT_STEP));
      return computation().fit(shape, weights, taskOf(batch), { ...settings, rates }) / MEMBERS;
    },
    predict(inputs) {
      const outputs = computation().predict(shape, weights, inputs, PRIOR_SCALE);
      const count = inputs.length / width;
      const half = (from: number) =>
        Float32Array.from({ length: count * MEMBERS }, (_, i) => outputs[i + MEMBERS * Math.floor(i / MEMBERS) + from]);
      return { count, costs: half(0), logits: half(MEMBERS) };
    },
    state: () => ({ parameters, priors, first: adam.first, second: adam.second, steps: adam.steps }),
    restore(state) {
      parameters.set(state.parameters);
      priors.set(state.priors);
      adam.first.set(state.first);
      adam.second.set(state.second);
      adam.steps = state.steps;
    },
  };
}

function decayOf(shape: NetworkShape): Float32Array {
  const { input, hidden, head, skip } = layout(shape);
  const decay = new Float32Array(skip.end);
  for (const { start, end } of [input, hidden, head, skip]) decay.fill(WEIGHT_DECAY, start, end);
  return decay;
}

/** Squared error of the cost plus cross entropy of feasibility, the latter only once something failed. */
function taskOf({ inputs, costs, feasible, weights }: CriticBatch): CriticTask {
  const rows = costs.length;
  const ofCost = weights.map((weight, i) => weight * Math.sign(feasible[Math.floor(i / MEMBERS)]));
  const total = ofCost.reduce((sum, weight) => sum + weight, 0) / MEMBERS;
  const hasFailures = feasible.some((share) => share < 1);
  return {
    inputs,
    costs,
    shares: feasible,
    costWeights: ofCost.map((weight) => weight / Math.max(1, total)),
    shareWeights: weights.map((weight) => (hasFailures ? weight / rows : 0)),
  };
}
