// The order of a confirmation: randomised complete blocks.
import { type Random, shuffled } from '../stats/random.js';

/** `blocks` lists of the arms 0 … arms − 1, each in an order of its own, so that a drift hits all arms alike. */
export function planBlocks(arms: number, blocks: number, random: Random): number[][] {
  const all = Array.from({ length: arms }, (_, arm) => arm);
  return Array.from({ length: blocks }, () => shuffled(all, random));
}
