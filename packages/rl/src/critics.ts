// An ensemble of critics that predicts cost and feasibility of configurations, and how much its members disagree.
import * as tf from '@tensorflow/tfjs-core';
import { adamStep, createAdamState } from './adam.js';
import { forward, initialParameters, layout, type NetworkShape, toTensors, wire } from './critic-network.js';
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
const ADAM = { rate: 0.015, beta1: 0.9, beta2: 0.999 };
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
  const blocks = layout(shape);
  const parameters = initialParameters(shape, INITIAL, random);
  const priors = initialParameters(shape, PRIOR, random);
  const adam = createAdamState(parameters.length);
  const gradient = new Float32Array(parameters.length);
  const decay = new Float32Array(parameters.length);
  for (const { start, end } of [blocks.input, blocks.hidden, blocks.head, blocks.skip]) {
    decay.fill(WEIGHT_DECAY, start, end);
  }

  /** [n, 2K]; the gates of the priors stay at 1. */
  const prior = (inputs: tf.Tensor2D, wiring: ReturnType<typeof wire>) =>
    tf.mul(forward(inputs, toTensors(priors, blocks), wiring, MEMBERS), PRIOR_SCALE);

  function addGatePenalty(): void {
    for (let i = blocks.gates.start; i < blocks.gates.end; i++) gradient[i] += GATE_L1 * Math.sign(parameters[i]);
  }

  return {
    members: MEMBERS,
    fit(batch, steps) {
      let error = 0;
      tf.tidy(() => {
        const wiring = wire(shape);
        const inputs = tf.tensor2d(batch.inputs, [batch.costs.length, width]);
        const offset = prior(inputs, wiring);
        const loss = lossOf(batch);
        const slopes = tf.valueAndGrads((...weights: tf.Tensor[]) =>
          loss(tf.add(forward(inputs, weights as tf.Tensor2D[], wiring, MEMBERS), offset)),
        );
        for (let step = 0; step < steps; step++) {
          error = tf.tidy(() => {
            const { value, grads } = slopes(toTensors(parameters, blocks));
            Object.values(blocks).forEach(({ start }, i) => {
              gradient.set(grads[i].dataSync(), start);
            });
            return value.dataSync()[0] / MEMBERS;
          });
          addGatePenalty();
          const rate = step < steps * LONG_STEPS ? ADAM.rate : ADAM.rate * SHORT_STEP;
          adamStep(parameters, gradient, adam, { ...ADAM, rate }, decay);
        }
      });
      return error;
    },
    predict(inputs) {
      const count = inputs.length / width;
      const [costs, logits] = tf.tidy(() => {
        const wiring = wire(shape);
        const rows = tf.tensor2d(inputs, [count, width]);
        const own = forward(rows, toTensors(parameters, blocks), wiring, MEMBERS);
        return tf.split(tf.add(own, prior(rows, wiring)), 2, 1).map((half) => half.dataSync() as Float32Array);
      });
      return { count, costs, logits };
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

/** Squared error of the cost plus cross entropy of feasibility, the latter only once something failed. */
function lossOf({ costs, feasible, weights }: CriticBatch): (outputs: tf.Tensor2D) => tf.Scalar {
  const rows = costs.length;
  const ofCost = weights.map((weight, i) => weight * Math.sign(feasible[Math.floor(i / MEMBERS)]));
  const total = ofCost.reduce((sum, weight) => sum + weight, 0) / MEMBERS;
  const costWeights = tf.tensor2d(
    ofCost.map((weight) => weight / Math.max(1, total)),
    [rows, MEMBERS],
  );
  const logitWeights = tf.tensor2d(
    weights.map((weight) => weight / rows),
    [rows, MEMBERS],
  );
  const targets = tf.tensor2d(costs, [rows, 1]);
  const shares = tf.tensor2d(feasible, [rows, 1]);
  const hasFailures = feasible.some((share) => share < 1);
  return (outputs) => {
    const [predicted, logits] = tf.split(outputs, 2, 1);
    const error = tf.sum(tf.mul(costWeights, tf.square(tf.sub(predicted, targets))));
    if (!hasFailures) return error as tf.Scalar;
    const entropy = tf.sub(tf.softplus(logits), tf.mul(logits, shares));
    return tf.add(error, tf.sum(tf.mul(logitWeights, entropy))) as tf.Scalar;
  };
}
