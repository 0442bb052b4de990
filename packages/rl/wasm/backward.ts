// The gradient of one member by the chain rule, from the slopes δ of the loss by its outputs [rows, 4] and from what the forward
// pass left: δ2 = δ·headᵀ where layer 2 is above 0, δ1 = δ2·W2ᵀ where layer 1 is; a product's slope is its other factor times δ.
import { gateOf, inputRow, skipRow } from './forward';
import { addProduct } from './matrix';
import {
  gatedInputSlope,
  gatedSkipSlope,
  gradient,
  head,
  headAcross,
  headAt,
  headBiasAt,
  headSlope,
  hiddenAcross,
  hiddenAt,
  hiddenBiasAt,
  inputBiasAt,
  inputs,
  layer1,
  layer2,
  members,
  paddedWidth,
  parameters,
  rows,
  slope1,
  slope2,
  units,
  width,
} from './memory';
import { passWherePositive, sumRows, transpose } from './vector';

/** Fills the member's part of `gradient` but the gates', to which it adds: they must be 0 before, as the hidden layer's part must. */
export function addGradient(member: usize, delta: usize): void {
  const layerBytes = units * 4;
  const ofMember = member * layerBytes;
  headGradient(member, delta);

  memory.fill(slope2, 0, rows * layerBytes);
  addProduct(delta, 16, 4, headAcross, layerBytes, slope2, layerBytes, rows, units, 2);
  passWherePositive(slope2, layer2, rows * units);
  const hidden = hiddenAt + ofMember * units;
  addProduct(layer1, 4, layerBytes, slope2, layerBytes, gradient + hidden, layerBytes, units, units, rows);
  sumRows(slope2, gradient + hiddenBiasAt + ofMember, rows, units);

  transpose(parameters + hidden, hiddenAcross, units);
  memory.fill(slope1, 0, rows * layerBytes);
  addProduct(slope2, layerBytes, 4, hiddenAcross, layerBytes, slope1, layerBytes, rows, units, units);
  passWherePositive(slope1, layer1, rows * units);
  sumRows(slope1, gradient + inputBiasAt + ofMember, rows, units);
  inputGradient(member, delta);
}

/** head: layer2ᵀ·δ; its bias: Σ δ. Also lays the head across for δ·headᵀ. */
function headGradient(member: usize, delta: usize): void {
  const layerBytes = units * 4;
  memory.fill(headSlope, 0, layerBytes * 4);
  addProduct(layer2, 4, layerBytes, delta, 16, headSlope, 16, units, 4, rows);
  const to = gradient + headAt + member * 2 * layerBytes;
  for (let i: usize = 0; i < units; i++) {
    store<u64>(to + i * 8, load<u64>(headSlope + i * 16));
    const across = headAcross + i * 4;
    store<f32>(across, load<f32>(head + i * 16));
    store<f32>(across + layerBytes, load<f32>(head + i * 16, 4));
  }
  let sum = f32x4.splat(0);
  for (let i: usize = 0; i < rows; i++) sum = f32x4.add(sum, v128.load(delta + i * 16));
  const bias = gradient + headBiasAt + member * 4;
  store<f32>(bias, f32x4.extract_lane(sum, 0));
  store<f32>(bias + members * 4, f32x4.extract_lane(sum, 1));
}

/** With slopes G = xᵀ·δ1 and xᵀ·δ of the gated weights: a weight's is G · gate, the gate's is Σ G · weight over what it gates. */
function inputGradient(member: usize, delta: usize): void {
  const layerBytes = units * 4;
  const inputBytes = paddedWidth * 4;
  memory.fill(gatedInputSlope, 0, paddedWidth * layerBytes);
  memory.fill(gatedSkipSlope, 0, inputBytes * 4);
  addProduct(inputs, 4, inputBytes, slope1, layerBytes, gatedInputSlope, layerBytes, paddedWidth, units, rows);
  addProduct(inputs, 4, inputBytes, delta, 16, gatedSkipSlope, 16, paddedWidth, 4, rows);
  for (let i: usize = 0; i < width; i++) {
    const gate = load<f32>(gateOf(parameters, i, member));
    const gateSlope = gateOf(gradient, i, member);
    store<f32>(gateSlope, load<f32>(gateSlope) + inputRowGradient(i, member, gate) + skipRowGradient(i, member, gate));
  }
}

/** Both return the row's share of the gate's slope. */
function inputRowGradient(input: usize, member: usize, gate: f32): f32 {
  const layerBytes = units * 4;
  const from = gatedInputSlope + input * layerBytes;
  const weights = inputRow(parameters, input, member);
  const to = inputRow(gradient, input, member);
  const factor = f32x4.splat(gate);
  let sum = f32x4.splat(0);
  for (let j: usize = 0; j < layerBytes; j += 16) {
    const slope = v128.load(from + j);
    v128.store(to + j, f32x4.mul(factor, slope));
    sum = f32x4.add(sum, f32x4.mul(slope, v128.load(weights + j)));
  }
  return (
    f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) + (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3))
  );
}

function skipRowGradient(input: usize, member: usize, gate: f32): f32 {
  const from = gatedSkipSlope + input * 16;
  const weights = skipRow(parameters, input, member);
  const to = skipRow(gradient, input, member);
  const other = members * 4;
  store<f32>(to, gate * load<f32>(from));
  store<f32>(to + other, gate * load<f32>(from, 4));
  return load<f32>(from) * load<f32>(weights) + load<f32>(from, 4) * load<f32>(weights + other);
}
