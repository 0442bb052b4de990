// Seeded random numbers for every decision of the tuner: the same seed makes the same decisions on every machine.

/** Uniform in [0, 1). */
export type Random = () => number;

/** An independent stream for one purpose: `name` keeps decisions apart, so that one more draw here changes nothing there. */
export function streamOf(seed: number, name: string): Random {
  return mulberry32(hash(`${seed} ${name}`));
}

/** Fisher–Yates (Durstenfeld 1964). */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}

/** mulberry32 by T. Ettinger (2017, public domain): 32-bit state, period 2^32, passes gjrand. */
function mulberry32(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo 1991). */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}
