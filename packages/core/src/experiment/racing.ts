// Which configuration deserves another run: promising ones are measured again before more is believed of them.
import type { Configuration } from '@schedtuna/sdk';
import type { PooledScore } from './searched.js';

/** The best third of all that have n runs gets one more (asynchronous successive halving, Li et al. 2020, with η = 3). */
const SHARE = 3;
/** More runs of one configuration are the confirmation's task. */
const MOST_RUNS = 5;
/** One run may have been luck, also where no other comes near. */
const ALONE = 2;
/** Standard errors; who is further behind the best, or below the default, has left the race (as in F-Race, Birattari et al. 2002). */
const BEHIND = 2;

type Scored = PooledScore & { readonly score: number };

const DEFAULT = { score: 0, pessimistic: 0 };

/**
 * A configuration that has fewer runs than its rank deserves, those with most runs first; undefined when all have what they deserve, so
 * that a new one is next. At most about a third of the episodes measures again. A configuration of which a run failed is never raced.
 */
export function nextToRepeat(pooled: Iterable<PooledScore>): Configuration | undefined {
  const sound = [...pooled].filter(isSound).sort((a, b) => b.score - a.score);
  const contenders = sound.filter((one) => !isBehind(one, sound[0]) && !isBehind(one, DEFAULT));
  for (let runs = (contenders.length > 1 ? MOST_RUNS : ALONE) - 1; runs >= 1; runs--) {
    const rivals = sound.filter((one) => one.runs >= runs);
    const best = rivals.slice(0, Math.floor(rivals.length / SHARE));
    const promoted = best.find((one) => one.runs === runs && contenders.includes(one));
    if (promoted) return promoted.configuration;
  }
  return undefined;
}

function isSound(one: PooledScore): one is Scored {
  return one.runs > 0 && one.failures === 0;
}

function isBehind(one: Scored, best: Pick<Scored, 'score' | 'pessimistic'>): boolean {
  const error = Math.hypot(one.score - one.pessimistic, best.score - best.pessimistic);
  return best.score - one.score > BEHIND * error;
}
