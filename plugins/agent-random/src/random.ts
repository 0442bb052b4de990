// A seeded generator of random numbers whose state is one 32-bit word.

export interface Random {
  /** In 0 … n − 1, for n up to 2^32. */
  integer(n: number): number;
  state(): number;
  restore(state: number): void;
}

/** Mulberry32 (Ettinger 2017): short, and good enough to draw configurations. */
export function createRandom(seed: number): Random {
  let word = seed | 0;
  return {
    integer(n) {
      word = (word + 0x6d2b79f5) | 0;
      let mixed = Math.imul(word ^ (word >>> 15), word | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * n);
    },
    state: () => word,
    restore(state) {
      word = state;
    },
  };
}
