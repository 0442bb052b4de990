// Whether a finalist keeps a guard over all its blocks.
import { type ParsedGuard, parseGuard } from '../trial/guards.js';
import { effectOf, logRatios, type Pair } from './effect.js';
import type { Effect, GuardResult } from './verdict.js';

/** Upheld only when the pessimistic end of the interval keeps the bound. */
export function checkGuard(guard: string, pairs: readonly Pair[]): GuardResult {
  const { metric, operator, bound } = parseGuard(guard);
  const effect = effectOf(logRatios(metric, pairs));
  return { guard, ...effect, upheld: keeps({ operator, bound }, operator === '>=' ? effect.low : effect.high) };
}

/** True when even the optimistic end of the interval breaks the bound. */
export function isBroken({ guard, low, high }: GuardResult): boolean {
  const { operator, bound } = parseGuard(guard);
  return !keeps({ operator, bound }, operator === '>=' ? high : low);
}

function keeps({ operator, bound }: Pick<ParsedGuard, 'operator' | 'bound'>, ratio: Effect['ratio']): boolean {
  return operator === '>=' ? ratio >= bound : ratio <= bound;
}
