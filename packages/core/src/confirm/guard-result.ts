// Whether a finalist keeps a guard over all its blocks.
import { hodgesLehmann } from '../stats/hodges-lehmann.js';
import { type ParsedGuard, parseGuard } from '../trial/guards.js';
import { effectOf, logRatios, type Pair } from './effect.js';
import type { GuardResult } from './verdict.js';

/**
 * Upheld only when the pessimistic end of the interval keeps the bound and no pair is without the metric: a bound that
 * could not be checked was not kept.
 */
export function checkGuard(guard: string, pairs: readonly Pair[]): GuardResult {
  const parsed = parseGuard(guard);
  const { measured, result } = parsed.unit === undefined ? ratioToDefault(parsed, pairs) : valueMeasured(parsed, pairs);
  const missing = pairs.length - measured;
  const upheld = missing === 0 && keeps(parsed, parsed.operator === '>=' ? result.low : result.high);
  return { guard, ...result, upheld, ...(missing > 0 ? { missing } : {}) };
}

/** True when even the optimistic end of the interval breaks the bound. */
export function isBroken({ guard, low, high }: GuardResult): boolean {
  const parsed = parseGuard(guard);
  return !keeps(parsed, parsed.operator === '>=' ? high : low);
}

function ratioToDefault({ metric }: ParsedGuard, pairs: readonly Pair[]) {
  const logs = logRatios(metric, pairs);
  return { measured: logs.length, result: effectOf(logs) };
}

function valueMeasured({ metric, unit = '' }: ParsedGuard, pairs: readonly Pair[]) {
  const values = pairs.map(([, own]) => own[metric]).filter(Number.isFinite);
  return { measured: values.length, result: { ...levelOf(values), unit } };
}

/**
 * Hodges–Lehmann estimate and 95 % interval of the values themselves: on logs where all are positive, as everywhere, else
 * on the plain scale, because a zero has no logarithm and whatever stood for it would move the interval. Every number is
 * finite; nothing measured: null in an interval that says nothing.
 */
function levelOf(values: readonly number[]): { value: number | null; low: number; high: number } {
  if (values.length === 0) return { value: null, low: -Number.MAX_VALUE, high: Number.MAX_VALUE };
  const size = Math.max(...values.map(Math.abs)) || 1; // so that no sum overflows
  const areLogs = values.every((value) => value > 0);
  const { estimate, low, high } = hodgesLehmann(values.map((v) => (areLogs ? Math.log(v) : v / size)));
  const back = (x: number) => finite(areLogs ? Math.exp(x) : x * size);
  return { value: back(estimate), low: back(low), high: back(high) };
}

function finite(value: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value)) + 0; // never −0
}

/** A value at the bound keeps it, also after its way through a logarithm and back. */
const ROUNDING = 1e-9;

function keeps({ operator, bound }: Pick<ParsedGuard, 'operator' | 'bound'>, end: number): boolean {
  return operator === '>=' ? end >= bound * (1 - ROUNDING) : end <= bound * (1 + ROUNDING);
}
