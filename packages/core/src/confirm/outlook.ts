// Whether a finalist that is not decided yet can still be by the planned end.
import { isUnlikelyAbove } from '../stats/conditional-power.js';

/**
 * Nothing is given up before this share is over: intervals of comparisons that ended because nothing was seen in the first half hold
 * the truth in 98 % of cases instead of 95 %, by simulation, which hides how little the runs say.
 */
const PATIENCE = 0.65;

/**
 * Log ratios so far; `bound` is the logarithm of the smallest effect that matters, `share` the part of the confirmation that is over.
 * True when none of better, worse and equivalent has a chance of 5 % left.
 */
export function isHopeless(scores: readonly number[], bound: number, share: number): boolean {
  const isAbove = (shift: number) =>
    !isUnlikelyAbove(
      scores.map((score) => score + shift),
      share,
    );
  const isBelow = (shift: number) =>
    !isUnlikelyAbove(
      scores.map((score) => shift - score),
      share,
    );
  const canBeBetter = isAbove(-bound);
  const canBeWorse = isBelow(-bound);
  const canBeEquivalent = isAbove(bound) && isBelow(bound);
  return share >= PATIENCE && scores.length > 1 && !canBeBetter && !canBeWorse && !canBeEquivalent;
}
