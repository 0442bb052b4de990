// The rules: what may be concluded from an interval, a p-value, the guards and the failures.
import { standardDeviation } from '../stats/centre.js';
import { FEWEST_PAIRS, pairsNeeded } from '../stats/power.js';
import { isBroken } from './guard-result.js';
import type { Effect, GuardResult, Verdict } from './verdict.js';

export interface Evidence {
  /** Log ratios of the objective, one a complete block. */
  readonly scores: readonly number[];
  readonly effect: Effect;
  /** Corrected. */
  readonly pValue: number;
  readonly guards: readonly GuardResult[];
  readonly failedRuns: number;
  /** Runs of the finalist, failed ones included. */
  readonly attempts: number;
  /** Smallest effect that matters, as a share. */
  readonly minEffect: number;
  /** How many configurations are compared with the default. */
  readonly finalists: number;
}

/** A finalist that fails more often than this is no improvement, however fast its other runs are. */
const FAILURES_ALLOWED = 1 / 3;
const ALPHA = 0.05;
/** Nobody measures more blocks than this. */
const SENSIBLE_BLOCKS = 1000;

/**
 * better: the whole interval lies above 1 + minEffect, p < 5 % and every guard is upheld.
 * worse: the interval lies below 1 / (1 + minEffect), a guard is certainly broken, or more than a third of the runs failed.
 * equivalent: the interval lies between these bounds. inconclusive: everything else, with the reason.
 */
export function conclude(evidence: Evidence): Pick<Verdict, 'conclusion' | 'because'> {
  const { scores, effect, pValue, guards, failedRuns, attempts, minEffect } = evidence;
  if (failedRuns > attempts * FAILURES_ALLOWED) {
    return { conclusion: 'worse', because: `${failedRuns} of ${attempts} runs failed` };
  }
  if (scores.length < FEWEST_PAIRS) {
    return inconclusive(`${FEWEST_PAIRS} complete pairs are needed, there are ${scores.length}`);
  }
  const broken = guards.find(isBroken);
  if (broken) return { conclusion: 'worse', because: `it breaks the guard ${broken.guard}` };
  const least = 1 + minEffect;
  if (effect.high < 1 / least) return { conclusion: 'worse' };
  if (effect.low > 1 / least && effect.high < least) return { conclusion: 'equivalent' };
  if (effect.low <= least) return inconclusive(blocksToDecide(evidence));
  const uncertain = guards.find(({ upheld }) => !upheld);
  if (uncertain) return inconclusive(`whether it keeps the guard ${uncertain.guard} is not certain`);
  if (pValue >= ALPHA) return inconclusive(weakEvidence(evidence));
  return { conclusion: 'better' };
}

function inconclusive(because: string): Pick<Verdict, 'conclusion' | 'because'> {
  return { conclusion: 'inconclusive', because };
}

/** How many blocks would probably bring the interval to one side of the nearest bound, if the estimate is right. */
function blocksToDecide({ scores, effect, minEffect }: Evidence): string {
  const distance = Math.abs(Math.abs(Math.log(effect.ratio)) - Math.log1p(minEffect));
  const blocks = pairsNeeded(standardDeviation(scores) / Math.SQRT2, distance);
  if (blocks > SENSIBLE_BLOCKS)
    return 'no sensible number of pairs would tell it from the smallest effect that matters';
  const total = Math.max(blocks, scores.length + 1);
  return `about ${total} pairs would decide it, ${total - scores.length} more`;
}

function weakEvidence({ scores, pValue, finalists }: Evidence): string {
  const among = finalists > 1 ? ` among ${finalists} finalists` : '';
  return `p = ${pValue.toFixed(2)}${among}; more than ${scores.length} pairs are needed`;
}
