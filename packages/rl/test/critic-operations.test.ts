// The operations of our own against the graph of TensorFlow.js operations, for critics of any shape.
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, expect, test, vi } from 'vitest';
import { chooseBackend } from '../src/backend.js';
import type { CriticComputation, CriticSettings, CriticTask, CriticWeights } from '../src/critic-computation.js';
import { graphOfOperations } from '../src/critic-graph.js';
import { layout, type NetworkShape } from '../src/critic-network.js';
import { hasCriticOperations, ownOperations } from '../src/critic-operations.js';
import { createRandom } from '../src/random.js';

/** What is used of it: the types of Node.js leave it out. */
declare const WebAssembly: { readonly Memory: { readonly prototype: { grow(pages: number): number } } };

interface Case {
  readonly shape: NetworkShape;
  readonly weights: CriticWeights;
  readonly task: CriticTask;
  readonly settings: CriticSettings;
}

beforeAll(async () => {
  await chooseBackend({ useGpu: false, backend: 'wasm' });
});

const sizes = fc.record({
  rows: fc.integer({ min: 1, max: 200 }),
  width: fc.integer({ min: 1, max: 70 }),
  members: fc.integer({ min: 2, max: 9 }), // TensorFlow.js does not differentiate a split into one
  hidden: fc.integer({ min: 1, max: 12 }).map((quarter) => 4 * quarter),
  hasFailures: fc.boolean(),
  seed: fc.nat(),
});
type Sizes = typeof sizes extends fc.Arbitrary<infer T> ? T : never;

/** In the middle of learning: Adam remembers, so that no step depends on the sign of a slope near 0. */
function caseOf({ rows, width, members, hidden, hasFailures, seed }: Sizes): Case {
  const random = createRandom(seed);
  const values = (length: number, of: () => number) => Float32Array.from({ length }, of);
  const groupCount = 1 + random.integer(width);
  const groups = Array.from({ length: width }, () => random.integer(groupCount));
  const shape = { width, groups, groupCount, members, hidden };
  const { length } = values(layout(shape).skip.end, () => 0);
  const scale = 1.4 / Math.sqrt(hidden + width);
  const vector = (factor: number) => values(length, () => factor * random.normal());
  return {
    shape,
    weights: {
      parameters: vector(scale),
      priors: vector(scale),
      adam: { first: vector(0.1), second: values(length, () => 0.01 + 0.01 * random.uniform()), steps: 10 },
    },
    task: {
      inputs: values(rows * width, random.normal),
      costs: values(rows, random.normal),
      shares: values(rows, () => random.integer(3) / 2),
      costWeights: values(rows * members, () => (random.uniform() < 0.2 ? 0 : random.exponential() / rows)),
      shareWeights: values(rows * members, () => (hasFailures ? random.exponential() / rows : 0)),
    },
    settings: {
      priorScale: 0.5,
      gateL1: 0.1,
      adam: { beta1: 0.9, beta2: 0.999 },
      decay: values(length, () => 0.1 * random.integer(2)),
      rates: [0.2, 0.1], // long, so that their length shows beside the parameters
    },
  };
}

/** What a fit of a copy ends with. */
function fitted(computation: CriticComputation, { shape, weights, task, settings }: Case) {
  const copy = structuredClone(weights);
  const loss = computation.fit(shape, copy, task, settings);
  const { parameters, adam } = copy;
  const outputs = computation.predict(shape, copy, task.inputs, settings.priorScale);
  return {
    loss: Float32Array.of(loss),
    parameters,
    first: adam.first,
    second: adam.second,
    outputs,
    steps: adam.steps,
  };
}

/**
 * Length of the difference, in units of the length of what is expected. The last digits may decide whether a unit is just above 0 for one
 * configuration, which changes a few slopes by some percent: hence no comparison of single numbers.
 */
function distance(actual: Float32Array, expected: Float32Array): number {
  expect(actual.length).toBe(expected.length);
  const lengthOf = (values: Float32Array) => Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0));
  return lengthOf(actual.map((value, i) => value - expected[i])) / (lengthOf(expected) + 1e-6);
}

const usual: Sizes = { rows: 50, width: 35, members: 8, hidden: 48, hasFailures: true, seed: 1 };

test('two steps and the predictions after them equal those of the graph', () => {
  fc.assert(
    fc.property(sizes, (size) => {
      const given = caseOf(size);
      const { steps, ...actual } = fitted(ownOperations, given);
      const { steps: expectedSteps, ...expected } = fitted(graphOfOperations, given);
      expect(steps).toBe(expectedSteps);
      for (const name of ['loss', 'parameters', 'first', 'second', 'outputs'] as const) {
        expect(distance(actual[name], expected[name]), name).toBeLessThan(1e-3);
      }
    }),
    { numRuns: 40 },
  );
});

test('the gradient equals that of the graph, block by block', () => {
  const { weights, ...given } = caseOf(usual);
  const zero = () => new Float32Array(weights.parameters.length);
  const fresh = { ...given, weights: { ...weights, adam: { first: zero(), second: zero(), steps: 0 } } };
  const once = { ...fresh, settings: { ...given.settings, rates: [0.01] } };
  const [actual, expected] = [ownOperations, graphOfOperations].map((computation) => fitted(computation, once).first);
  for (const [name, { start, end }] of Object.entries(layout(given.shape))) {
    expect(distance(actual.subarray(start, end), expected.subarray(start, end)), name).toBeLessThan(1e-5);
    expect(Math.max(...expected.subarray(start, end)), name).toBeGreaterThan(1e-4);
  }
});

test('same bits again, whatever was computed in between', () => {
  const first = fitted(ownOperations, caseOf(usual));
  fitted(ownOperations, caseOf({ ...usual, rows: 200, width: 70, seed: 2 }));
  fitted(ownOperations, caseOf({ ...usual, rows: 3, width: 2, members: 3, hidden: 4, seed: 3 }));
  expect(fitted(ownOperations, caseOf(usual))).toEqual(first);
});

test('memory does not grow over 1,000 fits', () => {
  const small = caseOf({ ...usual, rows: 7, width: 5 });
  fitted(ownOperations, caseOf({ ...usual, rows: 20, width: 30 }));
  const { numTensors, numBytes } = tf.memory();
  const grow = vi.spyOn(WebAssembly.Memory.prototype, 'grow');
  for (let i = 0; i < 1000; i++) fitted(ownOperations, small);
  expect(grow).not.toHaveBeenCalled();
  expect(tf.memory()).toMatchObject({ numTensors, numBytes });
});

test('exist on wasm alone', async () => {
  expect(hasCriticOperations()).toBe(true);
  await chooseBackend({ useGpu: false, backend: 'cpu' });
  expect(hasCriticOperations()).toBe(false);
});
