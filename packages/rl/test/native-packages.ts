// Native packages that are none: folders with what an installation leaves, whose programs register what a test wants.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Loader } from '../src/native-backend.js';

export interface NativePackages {
  readonly load: Loader;
  /** `program` is what is required; without an addon it is what `npm install --ignore-scripts` leaves. */
  install(name: 'tfjs-node' | 'tfjs-node-gpu', program: string, isBuilt?: boolean): void;
  remove(): void;
}

const CORE = createRequire(import.meta.url).resolve('@tensorflow/tfjs-core');
const CPU = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-cpu');

/** Registers a backend, and the gradients again, as the packages do. */
export const registering = (isUsingGpuDevice: boolean) => `
  const tf = require(${JSON.stringify(CORE)});
  const { MathBackendCPU } = require(${JSON.stringify(CPU)});
  class Native extends MathBackendCPU { isUsingGpuDevice = ${isUsingGpuDevice}; }
  tf.registerBackend('tensorflow', () => new Native(), 3);
  tf.setBackend('tensorflow');
  tf.registerGradient({ kernelName: tf.BatchMatMul, gradFunc: () => { throw new Error('the slow gradient'); } });`;

export function nativePackages(): NativePackages {
  const folder = mkdtempSync(join(tmpdir(), 'schedtuna-native-'));
  return {
    load: createRequire(join(folder, 'index.js')),
    install(name, program, isBuilt = true) {
      const home = join(folder, 'node_modules', '@tensorflow', name);
      mkdirSync(join(home, 'lib', 'napi-v8'), { recursive: true });
      writeFileSync(join(home, 'package.json'), JSON.stringify({ name: `@tensorflow/${name}`, main: 'index.js' }));
      writeFileSync(join(home, 'index.js'), program);
      if (isBuilt) writeFileSync(join(home, 'lib', 'napi-v8', 'tfjs_binding.node'), '');
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
