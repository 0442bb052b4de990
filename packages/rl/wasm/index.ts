// What the host calls: steps of learning, and predictions, of all critics. The equations are in forward, loss, backward and adam.
import { adamStep } from './adam';
import { addGradient } from './backward';
import { addOutputs } from './forward';
import { replaceBySlopes } from './loss';
import {
  gateL1,
  gatesAt,
  gradient,
  inputAt,
  members,
  offsets,
  outputs,
  parameterCount,
  parameters,
  priorScale,
  priors,
  rows,
} from './memory';
import { scale } from './vector';

export * from './memory';

/** Fills `offsets`, on which all others build: what the priors say, scaled. */
export function computeOffsets(): void {
  memory.fill(offsets, 0, members * rows * 16);
  for (let k: usize = 0; k < members; k++) addOutputs(priors, k, ofMember(offsets, k));
  scale(offsets, priorScale, members * rows * 4);
}

/** Fills `outputs`. */
export function predict(): void {
  for (let k: usize = 0; k < members; k++) predictMember(k);
}

/** Moves `parameters` by one step of Adam against the gradient. Returns the loss before, without the penalty of the gates. */
export function learn(rate: f32, scale1: f32, scale2: f32): f64 {
  memory.fill(gradient, 0, parameterCount * 4);
  let loss: f64 = 0;
  for (let k: usize = 0; k < members; k++) {
    predictMember(k);
    loss += replaceBySlopes(ofMember(outputs, k), k);
    addGradient(k, ofMember(outputs, k));
  }
  addGatePenalty();
  adamStep(rate, scale1, scale2);
  return loss;
}

function predictMember(member: usize): void {
  const own = ofMember(outputs, member);
  memory.copy(own, ofMember(offsets, member), rows * 16);
  addOutputs(parameters, member, own);
}

/** The slope of gateL1 · Σ |gate|. */
function addGatePenalty(): void {
  for (let at = gatesAt; at < inputAt; at += 4) {
    const gate = load<f32>(parameters + at);
    const sign: f32 = gate > 0 ? 1 : gate < 0 ? -1 : 0;
    store<f32>(gradient + at, load<f32>(gradient + at) + gateL1 * sign);
  }
}

function ofMember(all: usize, member: usize): usize {
  return all + member * rows * 16;
}
