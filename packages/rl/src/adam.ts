// Adam on plain arrays (Kingma & Ba 2015), with decoupled weight decay (Loshchilov & Hutter 2019).

/** Optimizer state of one parameter vector; single precision, so that a checkpoint holds it exactly. */
export interface AdamState {
  readonly first: Float32Array;
  readonly second: Float32Array;
  /** Steps taken. */
  steps: number;
}

export interface AdamSettings {
  readonly rate: number;
  /** Decay of the mean of gradients. */
  readonly beta1: number;
  /** Decay of the mean of squared gradients. */
  readonly beta2: number;
}

/** Keeps a step finite where no gradient was seen. */
export const EPSILON = 1e-8;

export function createAdamState(length: number): AdamState {
  return { first: new Float32Array(length), second: new Float32Array(length), steps: 0 };
}

/** Moves `parameters` against `gradient`, in place; `decay` is a weight-decay factor per parameter. */
export function adamStep(
  parameters: Float32Array,
  gradient: Float32Array,
  state: AdamState,
  { rate, beta1, beta2 }: AdamSettings,
  decay?: Float32Array,
): void {
  state.steps++;
  const { first, second, steps } = state;
  const [scale1, scale2] = biasCorrections(beta1, beta2, steps);
  for (let i = 0; i < parameters.length; i++) {
    const slope = gradient[i];
    const mean = beta1 * first[i] + (1 - beta1) * slope;
    const square = beta2 * second[i] + (1 - beta2) * slope * slope;
    first[i] = mean;
    second[i] = square;
    const shrink = decay ? decay[i] * parameters[i] : 0;
    parameters[i] -= rate * ((mean * scale1) / (Math.sqrt(square * scale2) + EPSILON) + shrink);
  }
}

/** Factors on both moments after so many steps, since these began at 0. */
export function biasCorrections(beta1: number, beta2: number, steps: number): [number, number] {
  return [1 / (1 - beta1 ** steps), 1 / (1 - beta2 ** steps)];
}
