import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend } from '../src/backend.js';
import { type CriticBatch, createCritics } from '../src/critics.js';
import { createFeatures } from '../src/features.js';
import { createLattice, type Point } from '../src/lattice.js';
import { createRandom } from '../src/random.js';
import { settings } from './experiments.js';
import { booleans } from './spaces.js';

const space = booleans(8);
const features = createFeatures(space);
const lattice = createLattice(space);

beforeAll(async () => {
  await chooseBackend(settings);
});

function points(count: number, seed: number): Point[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => lattice.draw(random));
}

/** Two parameters and their interaction matter, six do not. */
function cost([a, b]: Point): number {
  return a + 0.5 * b - 1.5 * a * b - 0.25;
}

function batchOf(rows: Point[], feasible: (point: Point) => boolean = () => true): CriticBatch {
  const random = createRandom(9);
  return {
    inputs: features.encode(rows),
    costs: Float32Array.from(rows, cost),
    feasible: Float32Array.from(rows, (point) => (feasible(point) ? 1 : 0)),
    weights: Float32Array.from({ length: rows.length * 8 }, () => random.exponential()),
  };
}

function meanAndDeviation(values: Float32Array, i: number): [number, number] {
  const own = values.subarray(8 * i, 8 * i + 8);
  const mean = own.reduce((sum, value) => sum + value, 0) / 8;
  return [mean, Math.sqrt(own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 8)];
}

describe('createCritics', () => {
  test('learn an interaction from 60 of 256 configurations', () => {
    const critics = createCritics(features, createRandom(1));
    critics.fit(batchOf(points(60, 2)), 200);
    const fresh = points(50, 3);
    const { costs } = critics.predict(features.encode(fresh));
    const errors = fresh.map((point, i) => (meanAndDeviation(costs, i)[0] - cost(point)) ** 2);
    expect(errors.reduce((sum, error) => sum + error, 0) / 50).toBeLessThan(0.05); // variance of the cost: 0.38
  });

  test('agree where there is data more than where there is none', () => {
    const critics = createCritics(features, createRandom(1));
    const known = points(30, 2).map((point) => point.with(7, 0));
    critics.fit(batchOf(known), 150);
    const deviation = (rows: Point[]) => {
      const { costs } = critics.predict(features.encode(rows));
      return rows.reduce((sum, _, i) => sum + meanAndDeviation(costs, i)[1], 0) / rows.length;
    };
    expect(deviation(known.map((point) => point.with(7, 1)))).toBeGreaterThan(1.5 * deviation(known));
  });

  test('open the gates of parameters with an effect more than others', () => {
    const critics = createCritics(features, createRandom(1));
    critics.fit(batchOf(points(60, 2)), 200);
    const gates = [...critics.state().parameters.subarray(0, 64)].map(Math.abs); // [8 parameters, 8 members]
    const mean = (from: number, to: number) => gates.slice(from, to).reduce((sum, gate) => sum + gate, 0) / (to - from);
    expect(mean(16, 64)).toBeLessThan(0.6 * mean(0, 16));
  });

  test('learn what fails, and ignore the cost of what failed', () => {
    const critics = createCritics(features, createRandom(1));
    const works = ([, , c]: Point) => c === 0;
    const batch = batchOf(points(60, 2), works);
    const poisoned = batch.costs.map((value, i) => (batch.feasible[i] === 1 ? value : 1e6));
    critics.fit({ ...batch, costs: poisoned }, 150);
    const fresh = points(40, 3);
    const { logits, costs } = critics.predict(features.encode(fresh));
    const right = fresh.filter((point, i) => meanAndDeviation(logits, i)[0] > 0 === works(point));
    expect(right.length).toBeGreaterThanOrEqual(37);
    expect(Math.max(...costs.map(Math.abs))).toBeLessThan(10);
  });

  test('a fit lowers the loss and leaves the priors alone', () => {
    const critics = createCritics(features, createRandom(1));
    const priors = critics.state().priors.slice();
    const batch = batchOf(points(20, 2));
    const first = critics.fit(batch, 1);
    critics.fit(batch, 60);
    expect(critics.fit(batch, 1)).toBeLessThan(0.2 * first);
    expect(critics.state().priors).toEqual(priors);
  });

  test('same seed, same data: the same bits; a restored state continues with them', () => {
    const batch = batchOf(points(20, 2));
    const [one, two, three] = [1, 1, 2].map((seed) => createCritics(features, createRandom(seed)));
    one.fit(batch, 20);
    two.fit(batch, 20);
    expect(two.state()).toEqual(one.state());
    three.restore(structuredClone(one.state()));
    one.fit(batch, 5);
    three.fit(batch, 5);
    expect(three.state()).toEqual(one.state());
    expect(three.predict(batch.inputs)).toEqual(one.predict(batch.inputs));
  });

  test('keep no tensor', () => {
    const critics = createCritics(features, createRandom(1));
    const batch = batchOf(points(20, 2), ([a]) => a === 0);
    const before = tf.memory().numTensors;
    critics.fit(batch, 3);
    critics.predict(batch.inputs);
    expect(tf.memory().numTensors).toBe(before);
  });
});
