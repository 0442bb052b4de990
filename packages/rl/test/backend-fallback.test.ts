import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { beforeEach, expect, test, vi } from 'vitest';
import { chooseBackend } from '../src/backend.js';

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {}); // the wasm runtime reports its own failure there
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});

test('cpu runs where wasm cannot be loaded, and the log says so', async () => {
  setWasmPaths('/nonexistent/');
  const backend = await chooseBackend();
  expect(backend.name).toBe('cpu');
  expect(backend.lines).toContain('TensorFlow.js runs on cpu: wasm does not start');
  expect(backend.lines).toContain('not on wasm: it could not be started');
});

test('a backend that was asked for is not replaced by another', async () => {
  const asked = chooseBackend({ useGpu: false, backend: 'wasm' });
  await expect(asked).rejects.toThrow('TensorFlow.js cannot compute here: wasm: it could not be started');
});
