import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { chooseBackend } from '../src/backend.js';

test('agents that start at the same time all get wasm, and no tensor is left behind', async () => {
  const backends = await Promise.all([1, 2, 3].map(() => chooseBackend()));
  expect(backends.map(({ name }) => name)).toEqual(['wasm', 'wasm', 'wasm']);
  expect(tf.memory().numTensors).toBe(0);
});
