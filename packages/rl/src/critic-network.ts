// The networks of all critics as one graph: first layers and heads of the members are merged, hidden layers run one by one.
import * as tf from '@tensorflow/tfjs-core';
import type { Random } from './random.js';

export interface NetworkShape {
  /** Inputs. */
  readonly width: number;
  /** Parameter of each input. */
  readonly groups: readonly number[];
  readonly groupCount: number;
  /** K. */
  readonly members: number;
  /** H, units of both hidden layers of each member. */
  readonly hidden: number;
}

/** One block of the flat parameter vector. */
export interface Block {
  readonly shape: readonly [number, number];
  readonly start: number;
  readonly end: number;
}

export type BlockName = 'gates' | 'input' | 'inputBias' | 'hidden' | 'hiddenBias' | 'head' | 'headBias' | 'skip';

export type Blocks = Readonly<Record<BlockName, Block>>;

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

/** Layout of the flat vector. Merged columns are member-major; the 2K outputs are K costs, then K feasibility logits. */
export function layout({ width, groupCount, members, hidden }: NetworkShape): Blocks {
  let end = 0;
  const block = (rows: number, columns: number): Block => {
    const start = end;
    end += rows * columns;
    return { shape: [rows, columns], start, end };
  };
  return {
    gates: block(groupCount, members),
    input: block(width, members * hidden),
    inputBias: block(1, members * hidden),
    hidden: block(members * hidden, hidden),
    hiddenBias: block(1, members * hidden),
    head: block(members * hidden, 2),
    headBias: block(1, 2 * members),
    skip: block(width, 2 * members),
  };
}

/** Standard deviations of the initial weights, for fan-in d and H: He et al. 2015 before a ReLU; the rest was measured. */
export interface InitialScale {
  readonly inputBias: number;
  readonly head: number;
}

/** Gates at 1, skip and the other biases at 0. */
export function initialParameters(shape: NetworkShape, scale: InitialScale, random: Random): Float32Array {
  const blocks = layout(shape);
  const parameters = new Float32Array(blocks.skip.end);
  const fill = ({ start, end }: Block, deviation: number) => {
    for (let i = start; i < end; i++) parameters[i] = deviation * random.normal();
  };
  parameters.fill(1, blocks.gates.start, blocks.gates.end);
  fill(blocks.input, Math.sqrt(2 / shape.width));
  fill(blocks.inputBias, scale.inputBias);
  fill(blocks.hidden, Math.sqrt(2 / shape.hidden));
  fill(blocks.head, scale.head * Math.sqrt(1 / shape.hidden));
  return parameters;
}

/** Tensors of all blocks, in the order of `layout`. */
export function toTensors(parameters: Float32Array, blocks: Blocks): tf.Tensor2D[] {
  return Object.values(blocks).map(({ shape, start, end }) => tf.tensor2d(parameters.subarray(start, end), [...shape]));
}

/** Inputs [n, width] → outputs [n, 2K]. */
export function forward(
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

export function wire({ width, groups, groupCount, members, hidden }: NetworkShape): Wiring {
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
