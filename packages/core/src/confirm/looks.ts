// When a confirmation may stop, and how many blocks any proof takes.
import { FEWEST_PAIRS } from '../stats/power.js';
import { spentError } from '../stats/sequential-test.js';

/** One-sided, for each direction: as a two-sided error of 5 %. */
export const ALPHA = 0.025;

/** Looks beyond about ten save hardly any runs. */
const MOST_LOOKS = 10;

/**
 * Blocks after which a confirmation of at most `planned` blocks may stop, ascending, the last one included. The first is the
 * earliest at which differences of one sign are proof enough for one of `finalists` (Holm 1979).
 */
export function plannedLooks(planned: number, finalists: number): readonly number[] {
  const looks: number[] = [];
  const step = Math.max(2, Math.ceil(planned / MOST_LOOKS));
  for (let block = firstProof(planned, finalists); block < planned; block += step) looks.push(block);
  return [...looks, planned];
}

/** Fewest complete blocks that can prove anything about one of so many finalists: n equal signs have 1/2^n. */
export function fewestBlocks(finalists: number): number {
  return Math.max(FEWEST_PAIRS, Math.ceil(Math.log2(finalists / ALPHA)));
}

function firstProof(planned: number, finalists: number): number {
  for (let block = FEWEST_PAIRS; block < planned; block++) {
    if (2 ** -block <= (ALPHA * spentError(block / planned)) / finalists) return block;
  }
  return planned;
}
