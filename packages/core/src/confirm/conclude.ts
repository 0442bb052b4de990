// The rules: what may be concluded from an interval, p-values, the guards and the failures.
import { standardDeviation } from '../stats/centre.js';
import { pairsNeeded } from '../stats/power.js';
import type { ArmEvidence } from './evidence.js';
import { isBroken } from './guard-result.js';
import { ALPHA, fewestBlocks } from './looks.js';
import type { GuardResult, Verdict } from './verdict.js';

/** `better` is corrected for the number of finalists. */
export interface Evidence extends ArmEvidence {
  readonly guards: readonly GuardResult[];
  /** Smallest effect that matters, as a share. */
  readonly minEffect: number;
  /** How many configurations are compared with the default. */
  readonly finalists: number;
}

/** A finalist that fails more often than this is no improvement, however fast its other runs are. */
export const FAILURES_ALLOWED = 1 / 3;
/** Nobody measures more blocks than this. */
const SENSIBLE_BLOCKS = 1000;

/**
 * better: shown to exceed 1 + minEffect, with the whole interval above it and every guard upheld.
 * worse: shown to lie below 1 / (1 + minEffect), with the whole interval below it, a guard is certainly broken, or more than a third
 * of the runs failed.
 * equivalent: shown to lie between these bounds (two one-sided tests, Schuirmann 1987). inconclusive: everything else, with the reason.
 * Each is shown by a sequential test with an error rate of 2.5 % on its side.
 */
export function conclude(evidence: Evidence): Pick<Verdict, 'conclusion' | 'because'> {
  const { scores, effect, guards, failedRuns, attempts, minEffect, finalists } = evidence;
  if (failedRuns > attempts * FAILURES_ALLOWED) {
    return { conclusion: 'worse', because: `${failedRuns} of ${attempts} runs failed` };
  }
  const fewest = fewestBlocks(finalists);
  if (scores.length < fewest) return inconclusive(tooFew(scores.length, finalists));
  const broken = guards.find(isBroken);
  if (broken) return { conclusion: 'worse', because: `it breaks the guard ${broken.guard}` };
  if (evidence.worse <= ALPHA && effect.high < 1 / (1 + minEffect)) return { conclusion: 'worse' };
  if (evidence.equivalent <= ALPHA) return { conclusion: 'equivalent' };
  if (evidence.better > ALPHA || effect.low <= 1 + minEffect) return inconclusive(blocksToDecide(evidence));
  const uncertain = guards.find(({ upheld }) => !upheld);
  if (uncertain) return inconclusive(`whether it keeps the guard ${uncertain.guard} is not certain`);
  return { conclusion: 'better' };
}

function inconclusive(because: string): Pick<Verdict, 'conclusion' | 'because'> {
  return { conclusion: 'inconclusive', because };
}

function tooFew(pairs: number, finalists: number): string {
  const among = finalists > 1 ? ` for ${finalists} finalists` : '';
  return `${fewestBlocks(finalists)} complete pairs are needed${among}, there ${pairs === 1 ? 'is' : 'are'} ${pairs}`;
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
