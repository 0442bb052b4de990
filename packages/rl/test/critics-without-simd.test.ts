import { expect, test, vi } from 'vitest';
import { chooseBackend } from '../src/backend.js';
import { createCritics } from '../src/critics.js';
import { createFeatures } from '../src/features.js';
import { createRandom } from '../src/random.js';
import { booleans } from './spaces.js';

declare const WebAssembly: { validate(bytes: Uint8Array): boolean };

test('where wasm has no SIMD the critics learn in the graph, and the log says so', async () => {
  vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  const { name, lines } = await chooseBackend();
  expect(name).toBe('wasm');
  expect(lines).toContain(
    'TensorFlow.js runs on wasm: for networks this small it is the fastest backend; this machine has no SIMD, so the critics learn slowly',
  );
  const critics = createCritics(createFeatures(booleans(2)), createRandom(1));
  const batch = {
    inputs: Float32Array.of(1, -1, -1, 1),
    costs: Float32Array.of(1, -1),
    feasible: Float32Array.of(1, 1),
    weights: new Float32Array(16).fill(1),
  };
  expect(critics.fit(batch, 100)).toBeLessThan(0.01);
});
