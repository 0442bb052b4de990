// Which configuration deserves another run: promising ones are measured again before more is believed of them.
import type { Configuration } from '@schedtuna/sdk';
import type { PooledScore } from './searched.js';

/** The best third of all that have n runs gets one more (asynchronous successive halving, Li et al. 2020, with η = 3). */
const SHARE = 3;
/** More runs of one configuration are the confirmation's task. */
const MOST_RUNS = 5;

/**
 * A configuration that has fewer runs than its rank deserves, those with most runs first; undefined when all have what they deserve, so
 * that a new one is next. About a third of the episodes measures again. A configuration of which a run failed is never raced.
 */
export function nextToRepeat(pooled: Iterable<PooledScore>): Configuration | undefined {
  const sound = [...pooled].filter(({ runs, failures }) => runs > 0 && failures === 0);
  for (let runs = MOST_RUNS - 1; runs >= 1; runs--) {
    const rivals = sound.filter((one) => one.runs >= runs).sort((a, b) => (b.score as number) - (a.score as number));
    const promoted = rivals.slice(0, Math.floor(rivals.length / SHARE)).find((one) => one.runs === runs);
    if (promoted) return promoted.configuration;
  }
  return undefined;
}
