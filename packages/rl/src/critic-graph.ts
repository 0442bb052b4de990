// The critics as a graph of TensorFlow.js operations, for any backend: first layers and heads of the members are merged, hidden layers
// run one by one.
import * as tf from '@tensorflow/tfjs-core';
import { adamStep } from './adam.js';
import type { CriticComputation, CriticTask } from './critic-computation.js';
import { type Blocks, layout, type NetworkShape } from './critic-network.js';

/** Constant matrices that put members side by side. */
export interface Wiring {
  /** [width, groups]: input × its parameter. */
  readonly groupOfInput: tf.Tensor2D;
  /** [K, K·H] and [K, 2K]: repeat a value per member over its columns. */
  readonly overHidden: tf.Tensor2D;
  readonly overHeads: tf.Tensor2D;
  /** [2, 2K] and [K·H, 2K]: repeat a head over members, and keep each member's own. */
  readonly overMembers: tf.Tensor2D;
  readonly ownHead: tf.Tensor2D;
}

export const graphOfOperations: CriticComputation = {
  fit(shape, weights, task, settings) {
    const { parameters, adam } = weights;
    const blocks = layout(shape);
    const gradient = new Float32Array(parameters.length);
    let loss = 0;
    tf.tidy(() => {
      const wiring = wire(shape);
      const inputs = tf.tensor2d(task.inputs, [task.costs.length, shape.width]);
      const offset = tf.mul(
        forward(inputs, toTensors(weights.priors, blocks), wiring, shape.members),
        settings.priorScale,
      );
      const lossOf = lossOn(task, shape.members);
      const slopes = tf.valueAndGrads((...tensors: tf.Tensor[]) =>
        lossOf(tf.add(forward(inputs, tensors as tf.Tensor2D[], wiring, shape.members), offset)),
      );
      for (const rate of settings.rates) {
        loss = tf.tidy(() => {
          const { value, grads } = slopes(toTensors(parameters, blocks));
          Object.values(blocks).forEach(({ start }, i) => {
            gradient.set(grads[i].dataSync(), start);
          });
          return value.dataSync()[0];
        });
        for (let i = blocks.gates.start; i < blocks.gates.end; i++) {
          gradient[i] += settings.gateL1 * Math.sign(parameters[i]);
        }
        adamStep(parameters, gradient, adam, { ...settings.adam, rate }, settings.decay);
      }
    });
    return loss;
  },

  predict(shape, { parameters, priors }, inputs, priorScale) {
    const blocks = layout(shape);
    return tf.tidy(() => {
      const wiring = wire(shape);
      const rows = tf.tensor2d(inputs, [inputs.length / shape.width, shape.width]);
      const own = forward(rows, toTensors(parameters, blocks), wiring, shape.members);
      const prior = forward(rows, toTensors(priors, blocks), wiring, shape.members);
      return tf.add(own, tf.mul(prior, priorScale)).dataSync() as Float32Array;
    });
  },
};

/** Of outputs [n, 2K]. */
function lossOn(task: CriticTask, members: number): (outputs: tf.Tensor2D) => tf.Scalar {
  const rows = task.costs.length;
  const costWeights = tf.tensor2d(task.costWeights, [rows, members]);
  const shareWeights = tf.tensor2d(task.shareWeights, [rows, members]);
  const costs = tf.tensor2d(task.costs, [rows, 1]);
  const shares = tf.tensor2d(task.shares, [rows, 1]);
  const hasShares = task.shareWeights.some((weight) => weight > 0);
  return (outputs) => {
    const [predicted, logits] = tf.split(outputs, 2, 1);
    const error = tf.sum(tf.mul(costWeights, tf.square(tf.sub(predicted, costs))));
    if (!hasShares) return error as tf.Scalar;
    const entropy = tf.sub(tf.softplus(logits), tf.mul(logits, shares));
    return tf.add(error, tf.sum(tf.mul(shareWeights, entropy))) as tf.Scalar;
  };
}

/** Tensors of all blocks, in the order of `layout`. */
function toTensors(parameters: Float32Array, blocks: Blocks): tf.Tensor2D[] {
  return Object.values(blocks).map(({ shape, start, end }) => tf.tensor2d(parameters.subarray(start, end), [...shape]));
}

/** Inputs [n, width] → outputs [n, 2K]. */
function forward(
  inputs: tf.Tensor2D,
  [gates, input, inputBias, hidden, hiddenBias, head, headBias, skip]: readonly tf.Tensor2D[],
  wiring: Wiring,
  members: number,
): tf.Tensor2D {
  // Gating an input of one member equals gating the rows of its weights, which lets members share the product.
  const perInput = tf.matMul(wiring.groupOfInput, gates);
  const gatedInput = tf.mul(input, tf.matMul(perInput, wiring.overHidden)) as tf.Tensor2D;
  const gatedSkip = tf.mul(skip, tf.matMul(perInput, wiring.overHeads)) as tf.Tensor2D;
  const first = tf.relu(tf.add(tf.matMul(inputs, gatedInput), inputBias));
  const weights = tf.split(hidden, members, 0);
  const products = tf.split(first, members, 1).map((own, k) => tf.matMul(own, weights[k]));
  const second = tf.relu(tf.add(tf.concat(products, 1), hiddenBias)) as tf.Tensor2D;
  const heads = tf.mul(tf.matMul(head, wiring.overMembers), wiring.ownHead) as tf.Tensor2D;
  const outputs = tf.add(tf.matMul(second, heads), tf.matMul(inputs, gatedSkip));
  return tf.add(outputs, headBias);
}

function wire({ width, groups, groupCount, members, hidden }: NetworkShape): Wiring {
  const merged = members * hidden;
  return {
    groupOfInput: indicator(width, groupCount, (row, column) => groups[row] === column),
    overHidden: indicator(members, merged, (row, column) => Math.floor(column / hidden) === row),
    overHeads: indicator(members, 2 * members, (row, column) => column % members === row),
    overMembers: indicator(2, 2 * members, (row, column) => Math.floor(column / members) === row),
    ownHead: indicator(merged, 2 * members, (row, column) => Math.floor(row / hidden) === column % members),
  };
}

function indicator(rows: number, columns: number, holds: (row: number, column: number) => boolean): tf.Tensor2D {
  const values = Float32Array.from({ length: rows * columns }, (_, i) =>
    holds(Math.floor(i / columns), i % columns) ? 1 : 0,
  );
  return tf.tensor2d(values, [rows, columns]);
}
