// What fits the critics and lets them predict: an operation of our own where there is one, else a graph of TensorFlow.js operations.
import type { AdamSettings, AdamState } from './adam.js';
import type { NetworkShape } from './critic-network.js';

/** Flat vectors as `layout` orders them. */
export interface CriticWeights {
  readonly parameters: Float32Array;
  /** Of the fixed networks that are added; their gates are 1. */
  readonly priors: Float32Array;
  readonly adam: AdamState;
}

/** Minimises Σ costWeights · (cost − costs)² + Σ shareWeights · (softplus(logit) − logit · shares), over rows and members. */
export interface CriticTask {
  /** [rows, width]. */
  readonly inputs: Float32Array;
  /** [rows]. */
  readonly costs: Float32Array;
  readonly shares: Float32Array;
  /** [rows, K]. */
  readonly costWeights: Float32Array;
  readonly shareWeights: Float32Array;
}

export interface CriticSettings {
  readonly priorScale: number;
  /** Added to the loss: gateL1 · Σ |gate|. */
  readonly gateL1: number;
  readonly adam: Omit<AdamSettings, 'rate'>;
  /** Weight decay per parameter. */
  readonly decay: Float32Array;
  /** Of each step. */
  readonly rates: readonly number[];
}

export interface CriticComputation {
  /** Changes `parameters` and `adam`. Returns the loss before the last step, without the penalty of the gates. */
  fit(shape: NetworkShape, weights: CriticWeights, task: CriticTask, settings: CriticSettings): number;
  /** Inputs [n, width] → [n, 2K]: K costs, then K logits. */
  predict(
    shape: NetworkShape,
    weights: Pick<CriticWeights, 'parameters' | 'priors'>,
    inputs: Float32Array,
    priorScale: number,
  ): Float32Array;
}
