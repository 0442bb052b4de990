// Random numbers that are the same on every machine: the weights of the synthetic model must be, and the tokens it is fed.

/** Whole numbers in [1, 2^32) of Marsaglia's xorshift with the triple (13, 17, 5) (Marsaglia 2003); seed 0 becomes 1. */
export function xorshift32(seed: number): () => number {
  let state = seed >>> 0 || 1; // 0 would stay 0 for ever
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
}
