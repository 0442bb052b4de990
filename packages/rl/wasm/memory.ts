// Sizes and places of everything that the module works on: the host sets them by name before a call (src/critic-module.ts).
// Sizes are numbers of elements, places are addresses in bytes, matrices are row-major. `At` is a block's distance in bytes from
// the beginning of a parameter vector. What lies between the real size and the padded one is 0.
// biome-ignore-all lint/style/useConst: the host sets them

/** Configurations, rounded up to a multiple of 4. */
export let rows: usize = 0;
/** Inputs of a configuration, and the same rounded up to a multiple of 4. */
export let width: usize = 0;
export let paddedWidth: usize = 0;
/** K. */
export let members: usize = 0;
/** H, units of a hidden layer of one member; a multiple of 4. */
export let units: usize = 0;
/** Floats of a parameter vector and of all its companions, a multiple of 4. */
export let parameterCount: usize = 0;

/** Blocks of a parameter vector, as `layout` in src/critic-network.ts orders them. */
export let gatesAt: usize = 0;
export let inputAt: usize = 0;
export let inputBiasAt: usize = 0;
export let hiddenAt: usize = 0;
export let hiddenBiasAt: usize = 0;
export let headAt: usize = 0;
export let headBiasAt: usize = 0;
export let skipAt: usize = 0;

/** Parameter vectors; `decay` is a factor per parameter, `first` and `second` are Adam's moments. */
export let parameters: usize = 0;
export let priors: usize = 0;
export let gradient: usize = 0;
export let first: usize = 0;
export let second: usize = 0;
export let decay: usize = 0;

/** Gate of each input, u32 [width]. */
export let groups: usize = 0;
/** [rows, paddedWidth]. */
export let inputs: usize = 0;
/** [rows]: what the two heads should say. */
export let costs: usize = 0;
export let shares: usize = 0;
/** [rows, K]: weights of both in the loss. */
export let costWeights: usize = 0;
export let shareWeights: usize = 0;
/** [K, rows, 4]: cost, feasibility logit, 0, 0; `offsets` are those of the priors. */
export let offsets: usize = 0;
export let outputs: usize = 0;

/** Factor on the outputs of the priors; penalty Σ |gate|'s; Adam's constants. */
export let priorScale: f32 = 0;
export let gateL1: f32 = 0;
export let beta1: f64 = 0;
export let beta2: f64 = 0;
export let epsilon: f32 = 0;

/** Scratch of one member: gated weights [paddedWidth, H], [paddedWidth, 4]; head [H, 4]; head transposed [2, H]; W2 transposed [H, H]. */
export let gatedInput: usize = 0;
export let gatedSkip: usize = 0;
export let head: usize = 0;
export let headAcross: usize = 0;
export let hiddenAcross: usize = 0;
/** Activations of both layers, and slopes of the loss by what goes into them: [rows, H]. */
export let layer1: usize = 0;
export let layer2: usize = 0;
export let slope1: usize = 0;
export let slope2: usize = 0;
/** Slopes of the loss by gatedInput, gatedSkip and head. */
export let gatedInputSlope: usize = 0;
export let gatedSkipSlope: usize = 0;
export let headSlope: usize = 0;

/** First address that is free. */
export function heapBase(): usize {
  return __heap_base;
}
