import util from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backendStates, chooseBackend } from '../src/backend.js';
import { startNative } from '../src/native-backend.js';
import { type NativePackages, nativePackages, registering } from './native-packages.js';

let packages: NativePackages;
beforeEach(() => {
  packages = nativePackages();
});
afterEach(() => {
  packages.remove();
  if (tf.findBackendFactory('tensorflow')) tf.removeBackend('tensorflow');
});

const byName = async (...request: Parameters<typeof backendStates>) =>
  Object.fromEntries((await backendStates(...request)).map(({ name, ...state }) => [name, state]));

describe('a native backend does not run because', () => {
  test('its package is not installed', async () => {
    expect(await startNative('tensorflow', packages.load)).toEqual({
      reason: '@tensorflow/tfjs-node is not installed',
      remedy: 'Install it where schedtuna is installed: npm install @tensorflow/tfjs-node@4.22.0',
    });
  });

  test('its addon was not built; nothing is loaded to see that', async () => {
    packages.install('tfjs-node', 'throw new Error("loaded")', false);
    expect(await startNative('tensorflow', packages.load)).toEqual({
      reason: 'the addon of @tensorflow/tfjs-node was not built when it was installed',
      remedy: expect.stringContaining('npm rebuild @tensorflow/tfjs-node --build-addon-from-source'),
    });
  });

  test.each([
    [22, '@tensorflow/tfjs-node cannot be loaded: util.isSymbol is not a function'],
    [26, 'Node.js 26 is too new for @tensorflow/tfjs-node: util.isSymbol is not a function'],
  ])('it cannot be loaded by Node.js %i', async (node, reason) => {
    packages.install('tfjs-node', 'throw new TypeError("util.isSymbol is not a function\\nmore")');
    expect(await startNative('tensorflow', packages.load, node)).toMatchObject({ reason });
  });

  test('there is no GPU: then wasm runs, with its own gradient', async () => {
    packages.install('tfjs-node-gpu', registering(false));
    const states = await byName({ useGpu: true }, packages.load);
    expect(states['tensorflow-gpu']).toMatchObject({
      state: 'unavailable',
      reason: 'TensorFlow found no GPU that it can use',
    });
    expect(states.wasm.state).toBe('runs');
    expect(tf.getBackend()).toBe('wasm');
    const [gradient] = await tf
      .grad((x) => tf.sum(tf.matMul(x as tf.Tensor2D, x as tf.Tensor2D)))(tf.ones([1, 1]))
      .data();
    expect(gradient).toBe(2);
  });
});

describe('without --backend', () => {
  test('a GPU is used where its package finds one', async () => {
    packages.install('tfjs-node-gpu', registering(true));
    packages.install('tfjs-node', 'throw new Error("nobody asked for it")');
    const { name, lines } = await chooseBackend({ useGpu: true }, packages.load);
    expect(name).toBe('tensorflow-gpu');
    expect(tf.getBackend()).toBe('tensorflow');
    expect(lines).toEqual([
      'TensorFlow.js runs on tensorflow-gpu: it is installed and has a GPU',
      'not on tensorflow: only --backend tensorflow loads it',
      'not on wasm: a faster one runs',
      'not on cpu: a faster one runs',
    ]);
  });

  test('and with --no-gpu, nothing native is loaded', async () => {
    for (const name of ['tfjs-node-gpu', 'tfjs-node'] as const) packages.install(name, 'throw new Error("loaded")');
    const states = await byName({ useGpu: false }, packages.load);
    expect(states.wasm).toEqual({ state: 'runs', reason: 'for networks this small it is the fastest backend' });
    expect(states['tensorflow-gpu']).toEqual({ state: 'idle', reason: 'no GPU is to be used' });
    expect(states.tensorflow.state).toBe('idle');
  });
});

describe('--backend', () => {
  test('tensorflow runs the native package on the CPU, also where a GPU must not be used', async () => {
    packages.install('tfjs-node', registering(false));
    const states = await byName({ useGpu: false, backend: 'tensorflow' }, packages.load);
    expect(states.tensorflow).toEqual({ state: 'runs', reason: 'it was asked for' });
    expect(states.wasm).toEqual({ state: 'idle', reason: 'tensorflow was asked for' });
    expect(tf.getBackend()).toBe('tensorflow');
  });

  test('that cannot be had is an error of that one alone', async () => {
    const asked = chooseBackend({ useGpu: true, backend: 'tensorflow-gpu' }, packages.load);
    await expect(asked).rejects.toThrow(
      /^TensorFlow\.js cannot compute here: tensorflow-gpu: @tensorflow\/tfjs-node-gpu is not installed$/,
    );
  });
});

test('a native package finds the functions that newer versions of Node.js have lost, and leaves no log level behind', async () => {
  packages.install(
    'tfjs-node',
    `if (process.env.TF_CPP_MIN_LOG_LEVEL !== '2') throw new Error(); ${registering(false)}`,
  );
  expect(await startNative('tensorflow', packages.load)).toBeUndefined();
  expect(process.env.TF_CPP_MIN_LOG_LEVEL).toBeUndefined();
  const { isNullOrUndefined, isArray } = util as unknown as Record<string, (value: unknown) => boolean>;
  expect([null, 0, []].map(isNullOrUndefined)).toEqual([true, false, false]);
  expect([null, 0, []].map(isArray)).toEqual([false, false, true]);
});
