// What a sentence says about one guard.
import { parseGuard } from '../trial/guards.js';
import { amount, quantity } from '../trial/quantity.js';
import type { GuardResult, RatioGuardResult, ValueGuardResult } from './verdict.js';

/** `background keeps 82 %`, `p99 latency is at 11.2 ms`; with the interval where it is not certain. */
export function guardClause(result: GuardResult, blocks: number, label: (metric: string) => string): string {
  const { missing = 0 } = result;
  const name = label(parseGuard(result.guard).metric);
  const isValue = 'unit' in result;
  if (missing > 0 && missing === blocks) return `${name} ${isValue ? 'was not measured' : 'has no ratio to default'}`;
  const clause = isValue ? valueClause(result, name) : ratioClause(result, name);
  return missing > 0 ? `${clause}, ${isValue ? 'not measured' : 'no ratio'} in ${missing} of ${blocks}` : clause;
}

/** Ends beyond this ratio say nothing and are not printed. */
const WIDE = 1000;

function ratioClause({ guard, ratio, low, high, upheld }: RatioGuardResult, name: string): string {
  const verb = parseGuard(guard).operator === '<=' ? 'is at' : upheld ? 'keeps' : 'is left with';
  const doubt = upheld || high >= WIDE ? '' : ` [${percent(low)}, ${percent(high)}]`;
  return `${name} ${verb} ${percent(ratio)} %${doubt}`;
}

function valueClause({ value, low, high, unit, upheld }: ValueGuardResult, name: string): string {
  const isBounded = low > -Number.MAX_VALUE && high < Number.MAX_VALUE;
  const doubt = upheld || !isBounded ? '' : ` [${amount(low)}, ${amount(high)}]`;
  return `${name} is at ${quantity(value ?? 0, unit)}${doubt}`;
}

function percent(ratio: number): string {
  return (100 * ratio).toFixed(0);
}
