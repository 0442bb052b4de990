import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { chooseBackend } from '../src/backend.js';

/** Gradients of a small network with every kind of operation that the critics use. */
function gradients(): number[][] {
  return tf.tidy(() => {
    const values = (n: number, scale: number) => Array.from({ length: n }, (_, i) => scale * Math.sin(1 + 1.7 * i));
    const inputs = tf.tensor2d(values(35, 1), [7, 5]);
    const first = tf.tensor2d(values(60, 0.6), [5, 12]);
    const second = tf.tensor2d(values(24, 0.5), [12, 2]);
    const loss = (w1: tf.Tensor, w2: tf.Tensor) => {
      const halves = tf.split(tf.relu(tf.matMul(inputs, w1 as tf.Tensor2D)), 2, 1);
      const outputs = tf.matMul(tf.concat(halves, 1) as tf.Tensor2D, w2 as tf.Tensor2D);
      return tf.sum(tf.add(tf.square(outputs), tf.softplus(outputs)));
    };
    return tf
      .grads(loss)([first, second])
      .map((gradient) => [...gradient.dataSync()]);
  });
}

test('the replaced gradient on wasm equals the original one on cpu', async () => {
  expect((await chooseBackend({ useGpu: false, backend: 'cpu' })).name).toBe('cpu');
  const original = gradients();
  expect((await chooseBackend()).name).toBe('wasm');
  const replaced = gradients();
  for (const [i, gradient] of replaced.entries()) {
    gradient.forEach((value, j) => {
      expect(value).toBeCloseTo(original[i][j], 4);
    });
  }
  expect(Math.max(...original.flat().map(Math.abs))).toBeGreaterThan(0.5);
});

test('the gradient is replaced on wasm alone', async () => {
  const ones = tf.ones([2, 2]) as tf.Tensor2D;
  const flagged = tf.grad((x) => tf.sum(tf.matMul(x as tf.Tensor2D, ones, true)));
  await chooseBackend();
  await chooseBackend();
  expect(() => flagged(tf.zeros([2, 2]))).toThrow('not with flags');
  await chooseBackend({ useGpu: false, backend: 'cpu' });
  expect([...flagged(tf.zeros([2, 2])).dataSync()]).toEqual([2, 2, 2, 2]);
});

test('products of transposed tensors are refused instead of differentiated wrongly', async () => {
  await chooseBackend();
  const ones = tf.ones([2, 2]) as tf.Tensor2D;
  expect(() => tf.grad((x) => tf.sum(tf.matMul(x as tf.Tensor2D, ones, true)))(ones)).toThrow('not with flags');
});
