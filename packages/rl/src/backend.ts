// Chooses the TensorFlow.js backend of this process and prepares it for training.
import type { BackendName, BackendRequest, BackendState } from '@schedtuna/sdk';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-layers'; // registers the gradients: without it tfjs-core differentiates nothing in Node
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { hasCriticOperations, registerCriticOperations } from './critic-operations.js';
import { restoreMatMulGradient, speedUpMatMulGradient } from './matmul-gradient.js';
import { type Loader, nativeObstacle, packageLoader, startNative } from './native-backend.js';

export interface Backend {
  readonly name: BackendName;
  /** For the log, one a backend: which runs and why, and why another does not. */
  readonly lines: readonly string[];
}

/** As they are listed. */
const ALL = ['tensorflow-gpu', 'tensorflow', 'wasm', 'cpu'] as const satisfies readonly BackendName[];

/** Starts the backend that was asked for, else the best that starts. Throws where that is none. */
export async function chooseBackend(request: BackendRequest = { useGpu: false }, load?: Loader): Promise<Backend> {
  const states = await backendStates(request, load);
  const running = states.find(({ state }) => state === 'runs');
  if (running) return { name: running.name, lines: states.map(lineOf) };
  const asked = states.find(({ name }) => name === request.backend);
  const failed = (asked ? [asked] : states).map(({ name, reason }) => `${name}: ${reason}`);
  throw new Error(`TensorFlow.js cannot compute here: ${failed.join('; ')}`);
}

/**
 * Starts a backend and tells of all. A native one is loaded before the gradient is replaced, since loading it registers the slow
 * gradient again; the CPU's native one, which is slower than wasm for these networks, only if it was asked for.
 */
export async function backendStates(
  request: BackendRequest,
  load: Loader = packageLoader,
): Promise<readonly BackendState[]> {
  tf.enableProdMode();
  await tf.ready(); // agents may be created at the same time, and a second start of wasm makes the first one fail
  const tried = new Map<BackendName, BackendState>();
  for (const [name, reason] of candidates(request)) {
    const obstacle = await start(name, load);
    tried.set(
      name,
      obstacle ? { name, state: 'unavailable', ...obstacle } : { name, state: 'runs', reason: reason + lack(name) },
    );
    if (!obstacle) break;
  }
  return ALL.map((name) => tried.get(name) ?? untried(name, request, load));
}

/** In the order in which they are tried, and why each runs if those before it do not. */
function candidates({ backend, useGpu }: BackendRequest): readonly (readonly [BackendName, string])[] {
  if (backend !== undefined) return [[backend, 'it was asked for']];
  const usual = [
    ['wasm', 'for networks this small it is the fastest backend'],
    ['cpu', 'wasm does not start'],
  ] as const;
  return useGpu ? [['tensorflow-gpu', 'it is installed and has a GPU'], ...usual] : usual;
}

/** What is in the way; undefined when it runs. */
async function start(name: BackendName, load: Loader): Promise<Pick<BackendState, 'reason' | 'remedy'> | undefined> {
  restoreMatMulGradient();
  if (name === 'tensorflow' || name === 'tensorflow-gpu') return startNative(name, load);
  const starts = await tf.setBackend(name).catch(() => false);
  if (!starts) return { reason: 'it could not be started' };
  if (name === 'wasm') {
    speedUpMatMulGradient();
    registerCriticOperations();
  }
  return undefined;
}

/** What a backend that runs does without. */
function lack(name: BackendName): string {
  return name === 'wasm' && !hasCriticOperations() ? '; this machine has no SIMD, so the critics learn slowly' : '';
}

function untried(name: BackendName, { backend, useGpu }: BackendRequest, load: Loader): BackendState {
  const idle = (reason: string): BackendState => ({ name, state: 'idle', reason });
  if (name === 'tensorflow' || name === 'tensorflow-gpu') {
    const obstacle = nativeObstacle(name, load);
    if (obstacle) return { name, state: 'unavailable', ...obstacle };
  }
  if (backend !== undefined) return idle(`${backend} was asked for`);
  if (name === 'tensorflow-gpu' && !useGpu) return idle('no GPU is to be used');
  return idle(name === 'tensorflow' ? 'only --backend tensorflow loads it' : 'a faster one runs');
}

function lineOf({ name, state, reason }: BackendState): string {
  return state === 'runs' ? `TensorFlow.js runs on ${name}: ${reason}` : `not on ${name}: ${reason}`;
}
