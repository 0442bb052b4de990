// A seeded generator of random numbers whose state can be saved.

/** Four unsigned 32-bit words. */
export type RandomState = readonly [number, number, number, number];

export interface Random {
  /** In [0, 1), 53 random bits. */
  uniform(): number;
  /** In 0 … n − 1. */
  integer(n: number): number;
  /** Mean 0, standard deviation 1. */
  normal(): number;
  /** Mean 1. */
  exponential(): number;
  /** 0 … n − 1 in random order. */
  permutation(n: number): number[];
  state(): RandomState;
  restore(state: RandomState): void;
}

/** xoshiro128** (Blackman & Vigna 2018), seeded by splitmix32; `seed` is any integer. */
export function createRandom(seed: number): Random {
  let [a, b, c, d] = seedWords(seed);

  function next(): number {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  }

  const uniform = () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53;
  const integer = (n: number) => Math.floor(uniform() * n);

  return {
    uniform,
    integer,
    // Box & Muller 1958; the second number of the pair is not kept, so that the four words are the whole state.
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    exponential: () => -Math.log(1 - uniform()),
    permutation(n) {
      const order = Array.from({ length: n }, (_, i) => i);
      for (let i = n - 1; i > 0; i--) {
        const j = integer(i + 1);
        [order[i], order[j]] = [order[j], order[i]];
      }
      return order;
    },
    state: () => [a >>> 0, b >>> 0, c >>> 0, d >>> 0],
    restore(state) {
      [a, b, c, d] = state;
    },
  };
}

function seedWords(seed: number): [number, number, number, number] {
  // Seeds beyond 32 bits keep their high part.
  let state = (seed ^ Math.imul(Math.trunc(seed / 2 ** 32), 0x9e3779b1)) | 0;
  const word = () => {
    state = (state + 0x9e3779b9) | 0;
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  return [word(), word(), word(), word()];
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
