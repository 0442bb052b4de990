// Chooses the TensorFlow.js backend of this process and prepares it for training.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-layers'; // registers the gradients: without it tfjs-core differentiates nothing in Node
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { speedUpMatMulGradient } from './matmul-gradient.js';

export type BackendName = 'wasm' | 'cpu';

export interface Backend {
  readonly name: BackendName;
  /** One sentence for the log: which backend runs and why. */
  readonly reason: string;
}

/**
 * The first of `order` that loads. A native backend would go in front, and must be loaded before the gradient is replaced:
 * importing it registers the slow gradient again. Throws when none loads.
 */
export async function chooseBackend(order: readonly BackendName[] = ['wasm', 'cpu']): Promise<Backend> {
  tf.enableProdMode();
  await tf.ready(); // agents may be created at the same time, and a second start of wasm makes the first one fail
  const failed: string[] = [];
  for (const name of order) {
    if (!(await loads(name))) {
      failed.push(name);
      continue;
    }
    if (name === 'wasm') speedUpMatMulGradient();
    return { name, reason: reasonFor(name, failed) };
  }
  throw new Error(`no TensorFlow.js backend could be started: tried ${failed.join(', ')}`);
}

async function loads(name: BackendName): Promise<boolean> {
  try {
    return await tf.setBackend(name);
  } catch {
    return false;
  }
}

function reasonFor(name: BackendName, failed: readonly string[]): string {
  if (failed.length > 0) return `TensorFlow.js runs on ${name}, because ${failed.join(' and ')} could not be started`;
  return name === 'wasm'
    ? 'TensorFlow.js runs on wasm: for networks this small it is the fastest backend'
    : `TensorFlow.js runs on ${name}, as asked`;
}
