// The network of one member: y = relu(relu(x·V + b1)·W2 + b2)·head + x·S + b3, where V and S are the weights of the first layer
// and of the skip, each row times the gate of its input's parameter.
import { addProduct } from './matrix';
import {
  gatedInput,
  gatedSkip,
  gatesAt,
  groups,
  head,
  headAt,
  headBiasAt,
  hiddenAt,
  hiddenBiasAt,
  inputAt,
  inputBiasAt,
  inputs,
  layer1,
  layer2,
  members,
  paddedWidth,
  rows,
  skipAt,
  units,
  width,
} from './memory';
import { rectify, repeat } from './vector';

/** Adds the outputs of a member with these weights to `to` [rows, 4]; leaves its activations and gated weights in the scratch. */
export function addOutputs(weights: usize, member: usize, to: usize): void {
  const layerBytes = units * 4;
  const inputBytes = paddedWidth * 4;
  const ofMember = member * layerBytes;
  gateInputs(weights, member);
  repeat(weights + inputBiasAt + ofMember, layer1, rows, units);
  addProduct(inputs, inputBytes, 4, gatedInput, layerBytes, layer1, layerBytes, rows, units, paddedWidth);
  rectify(layer1, rows * units);

  const hidden = weights + hiddenAt + ofMember * units;
  repeat(weights + hiddenBiasAt + ofMember, layer2, rows, units);
  addProduct(layer1, layerBytes, 4, hidden, layerBytes, layer2, layerBytes, rows, units, units);
  rectify(layer2, rows * units);

  widenHead(weights + headAt + ofMember * 2);
  addHeadBias(weights + headBiasAt + member * 4, to);
  addProduct(layer2, layerBytes, 4, head, 16, to, 16, rows, 4, units);
  addProduct(inputs, inputBytes, 4, gatedSkip, 16, to, 16, rows, 4, paddedWidth);
}

/** Where the gate of an input lies; also used in a gradient. */
export function gateOf(weights: usize, input: usize, member: usize): usize {
  const group: usize = load<u32>(groups + input * 4);
  return weights + gatesAt + (group * members + member) * 4;
}

/** Where a member's part of an input's weights lies: H of the first layer, and the first of two, K apart, of the skip. */
export function inputRow(weights: usize, input: usize, member: usize): usize {
  return weights + inputAt + (input * members + member) * units * 4;
}

export function skipRow(weights: usize, input: usize, member: usize): usize {
  return weights + skipAt + (input * 2 * members + member) * 4;
}

function gateInputs(weights: usize, member: usize): void {
  const layerBytes = units * 4;
  for (let i: usize = 0; i < width; i++) {
    const gate = load<f32>(gateOf(weights, i, member));
    const from = inputRow(weights, i, member);
    const to = gatedInput + i * layerBytes;
    const factor = f32x4.splat(gate);
    for (let j: usize = 0; j < layerBytes; j += 16) v128.store(to + j, f32x4.mul(factor, v128.load(from + j)));
    const skip = skipRow(weights, i, member);
    const skipTo = gatedSkip + i * 16;
    store<f32>(skipTo, gate * load<f32>(skip));
    store<f32>(skipTo, gate * load<f32>(skip + members * 4), 4);
  }
}

/** [H, 2] → [H, 4]. */
function widenHead(from: usize): void {
  for (let i: usize = 0; i < units; i++) store<u64>(head + i * 16, load<u64>(from + i * 8));
}

function addHeadBias(from: usize, to: usize): void {
  const cost = load<f32>(from);
  const logit = load<f32>(from + members * 4);
  const bias = f32x4(cost, logit, 0, 0);
  for (const end = to + rows * 16; to < end; to += 16) v128.store(to, f32x4.add(v128.load(to), bias));
}
