// Two operations of our own for TensorFlow.js, a fit and a prediction of all critics, which the wasm backend computes in one call.
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { biasCorrections, EPSILON } from './adam.js';
import type { CriticComputation, CriticSettings } from './critic-computation.js';
import { type CriticModule, loadCriticModule } from './critic-module.js';
import type { NetworkShape } from './critic-network.js';

const FIT = 'SchedtunaFitCritics';
const PREDICT = 'SchedtunaPredictCritics';

interface FitAttributes extends Pick<CriticSettings, 'priorScale' | 'gateL1' | 'adam' | 'rates'> {
  readonly shape: NetworkShape;
  /** Steps that were taken before. */
  readonly steps: number;
}

interface PredictAttributes {
  readonly shape: NetworkShape;
  readonly priorScale: number;
}

/** Whether the backend that runs computes them. */
export function hasCriticOperations(): boolean {
  return tf.getKernel(FIT, tf.getBackend()) !== undefined;
}

/** For the wasm backend, once. Returns false where this machine has no SIMD, and the graph must do. */
export function registerCriticOperations(): boolean {
  if (tf.getKernel(FIT, 'wasm')) return true;
  const module = loadCriticModule();
  if (!module) return false;
  tf.registerKernel({ kernelName: FIT, backendName: 'wasm', kernelFunc: (call) => fitOn(module, call as Call) });
  tf.registerKernel({
    kernelName: PREDICT,
    backendName: 'wasm',
    kernelFunc: (call) => predictOn(module, call as Call),
  });
  return true;
}

export const ownOperations: CriticComputation = {
  fit(shape, { parameters, priors, adam }, task, { decay, ...settings }) {
    const attributes: FitAttributes = { shape, steps: adam.steps, ...settings };
    adam.steps += settings.rates.length;
    const changed = { parameters, first: adam.first, second: adam.second };
    return tf.tidy(() => {
      const [loss, ...results] = run(FIT, { ...changed, priors, decay, ...task }, attributes);
      Object.values(changed).forEach((values, i) => {
        values.set(results[i].dataSync());
      });
      return loss.dataSync()[0];
    });
  },
  predict(shape, { parameters, priors }, inputs, priorScale) {
    const attributes: PredictAttributes = { shape, priorScale };
    return tf.tidy(() => run(PREDICT, { parameters, priors, inputs }, attributes)[0].dataSync() as Float32Array);
  },
};

function run(name: string, inputs: Record<string, Float32Array>, attributes: object): tf.Tensor[] {
  const tensors = Object.fromEntries(Object.entries(inputs).map(([key, values]) => [key, tf.tensor1d(values)]));
  return tf.engine().runKernel(name, tensors, attributes as tf.NamedAttrMap) as unknown as tf.Tensor[];
}

interface Call {
  readonly inputs: Readonly<Record<string, tf.TensorInfo>>;
  readonly backend: BackendWasm;
  readonly attrs?: object;
}

function fitOn(module: CriticModule, call: Call): tf.TensorInfo[] {
  const { shape, steps, rates, priorScale, gateL1, adam } = call.attrs as FitAttributes;
  const vectors = fill(module, shape, call);
  module.assign({ priorScale, gateL1, ...adam, epsilon: EPSILON });
  module.computeOffsets();
  let loss = 0;
  rates.forEach((rate, i) => {
    loss = module.learn(rate, ...biasCorrections(adam.beta1, adam.beta2, steps + i + 1));
  });
  const output = (values: Float32Array) => call.backend.makeOutput([values.length], 'float32', undefined, values);
  const length = call.inputs.parameters.shape[0];
  const changed = ['parameters', 'first', 'second'].map((name) => output(vectors[name].subarray(0, length)));
  return [output(Float32Array.of(loss)), ...changed];
}

function predictOn(module: CriticModule, call: Call): tf.TensorInfo[] {
  const { shape, priorScale } = call.attrs as PredictAttributes;
  const { outputs } = fill(module, shape, call);
  module.assign({ priorScale });
  module.computeOffsets();
  module.predict();
  const values = fromMembers(outputs, call.inputs.inputs.shape[0] / shape.width, shape.members);
  return [call.backend.makeOutput([values.length], 'float32', undefined, values)];
}

/** Copies all tensors of a call to their places. */
function fill(
  module: CriticModule,
  shape: NetworkShape,
  { inputs, backend }: Call,
): Readonly<Record<string, Float32Array>> {
  const { width, groups } = shape;
  const rows = inputs.inputs.shape[0] / width;
  const vectors = module.place(shape, rows);
  new Uint32Array(vectors.groups.buffer, vectors.groups.byteOffset, width).set(groups);
  const stride = Math.ceil(width / 4) * 4;
  for (const [name, tensor] of Object.entries(inputs)) {
    const values = backend.typedArrayFromHeap(tensor) as Float32Array;
    if (name !== 'inputs') vectors[name].set(values);
    else for (let i = 0; i < rows; i++) vectors.inputs.set(values.subarray(i * width, (i + 1) * width), i * stride);
  }
  return vectors;
}

/** [K, ≥ n, 4] → [n, 2K]. */
function fromMembers(outputs: Float32Array, rows: number, members: number): Float32Array {
  const result = new Float32Array(rows * 2 * members);
  const ofMember = outputs.length / members;
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < members; k++) {
      const at = k * ofMember + i * 4;
      result[i * 2 * members + k] = outputs[at];
      result[(i * 2 + 1) * members + k] = outputs[at + 1];
    }
  }
  return result;
}
