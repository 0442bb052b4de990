import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { beforeEach, expect, test, vi } from 'vitest';
import { chooseBackend } from '../src/backend.js';

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {}); // the wasm runtime reports its own failure there
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});

test('cpu runs where wasm cannot be loaded, and the reason says so', async () => {
  setWasmPaths('/nonexistent/');
  const backend = await chooseBackend();
  expect(backend.name).toBe('cpu');
  expect(backend.reason).toBe('TensorFlow.js runs on cpu, because wasm could not be started');
});

test('without any backend the error lists what was tried', async () => {
  await expect(chooseBackend(['wasm'])).rejects.toThrow('no TensorFlow.js backend could be started: tried wasm');
});
