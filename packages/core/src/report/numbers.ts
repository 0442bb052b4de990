// Numbers as readers want them: few digits, and no end where an interval says nothing.
import type { Effect } from '../confirm/verdict.js';

/** Ends of an interval beyond this ratio come from too few runs and mean nothing. */
const WIDE = 1000;

/** ×1.26 */
export function times(ratio: number): string {
  return `×${ratio < WIDE ? ratio.toFixed(ratio < 10 ? 2 : 0) : ratio.toExponential(1)}`;
}

/** ×1.26 [1.22, 1.30], or the ratio alone where the interval is unbounded. */
export function timesWithin(effect: Effect): string {
  return isBounded(effect)
    ? `${times(effect.ratio)} [${effect.low.toFixed(2)}, ${effect.high.toFixed(2)}]`
    : `${times(effect.ratio)} (interval unbounded)`;
}

export function isBounded({ ratio, low, high }: Effect): boolean {
  return low > 0 && high < WIDE && ratio > 0;
}

/** 2.1 % of a share 0.021. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(Math.abs(share) < 0.0995 ? 1 : 0)} %`;
}

/** 1 run, 3 runs. */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
