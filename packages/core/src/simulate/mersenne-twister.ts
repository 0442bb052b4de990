// Random numbers of Python's `random.Random`: recorded runs of other optimizers met the noise that it draws.

export interface PythonRandom {
  /** Uniform in [0, 1), 53 bits. */
  random(): number;
  /** Normal, by the method of Box and Muller 1958: two numbers are drawn at a time. */
  gauss(mean: number, deviation: number): number;
}

/** State words, and the distance of the word that the recurrence mixes in. */
const N = 624;
const M = 397;

/** MT19937 (Matsumoto & Nishimura 1998), seeded and read as CPython does; `seed` is a whole number from 0 to 2^53. */
export function createPythonRandom(seed: number): PythonRandom {
  const state = initialState(seed < 2 ** 32 ? [seed] : [seed % 2 ** 32, Math.floor(seed / 2 ** 32)]);
  let position = N;
  let spare: number | undefined;

  function word(): number {
    if (position === N) {
      renew(state);
      position = 0;
    }
    let y = state[position++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  function random(): number {
    const high = word() >>> 5;
    return (high * 2 ** 26 + (word() >>> 6)) / 2 ** 53;
  }

  function normal(): number {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    const angle = random() * 2 * Math.PI;
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    spare = Math.sin(angle) * radius;
    return Math.cos(angle) * radius;
  }

  return { random, gauss: (mean, deviation) => mean + normal() * deviation };
}

/** init_by_array of the authors' reference implementation of 2002. */
function initialState(key: readonly number[]): Uint32Array {
  const state = new Uint32Array(N);
  state[0] = 19650218;
  for (let i = 1; i < N; i++) state[i] = Math.imul(1812433253, mixed(state[i - 1])) + i;
  let i = 1;
  const advance = () => {
    i++;
    if (i < N) return;
    state[0] = state[N - 1];
    i = 1;
  };
  for (let k = 0; k < N; k++) {
    const j = k % key.length;
    state[i] = (state[i] ^ Math.imul(mixed(state[i - 1]), 1664525)) + key[j] + j;
    advance();
  }
  for (let k = 0; k < N - 1; k++) {
    state[i] = (state[i] ^ Math.imul(mixed(state[i - 1]), 1566083941)) - i;
    advance();
  }
  state[0] = 0x80000000;
  return state;
}

function mixed(word: number): number {
  return word ^ (word >>> 30);
}

function renew(state: Uint32Array): void {
  for (let i = 0; i < N; i++) {
    const y = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7fffffff);
    state[i] = state[(i + M) % N] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
  }
}
