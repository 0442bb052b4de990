// What the search had seen of the winner, beside what fresh runs say: the winner's curse in one sentence.
import type { VerdictRecord } from '../../experiment/records.js';
import type { Digest } from '../digest.js';
import { times } from '../numbers.js';

/** `The search had seen ×1.31 for it (best single run of the search: ×1.44); fresh runs say ×1.24.` undefined without a run. */
export function promiseSentence({ best, verdicts, verdict }: Digest): string | undefined {
  const single = best && times(Math.exp(best.score));
  const seen = searchRatioOf(verdicts);
  const fresh = freshClause(verdict);
  if (seen !== undefined) {
    const beside = single === undefined ? '' : ` (best single run of the search: ${single})`;
    return `The search had seen ${times(seen)} for it${beside}; ${fresh}.`;
  }
  if (single === undefined) return undefined;
  const subject = verdict ? 'The search had no run of it; its best single run' : 'The best single run of the search';
  return `${subject} was ${single}; ${fresh}.`;
}

/** The search's estimate for the configuration of the last verdict; a test of it later has none of its own. */
export function searchRatioOf(verdicts: readonly VerdictRecord[]): number | undefined {
  return verdicts.find(({ verdict }) => verdict.searchRatio !== undefined)?.verdict.searchRatio;
}

function freshClause(verdict: Digest['verdict']): string {
  if (!verdict) return 'no fresh run has confirmed anything';
  return verdict.blocks > 0 ? `fresh runs say ${times(verdict.effect.ratio)}` : 'no fresh pair was completed';
}
