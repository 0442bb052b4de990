// A verdict in one sentence.
import type { Metrics } from '@schedtuna/sdk';
import { objectiveMetrics, objectiveName } from '../trial/objective.js';
import { guardClause } from './guard-clause.js';
import type { Effect, Verdict } from './verdict.js';

/** For example `better: token generation ×1.26 [1.22, 1.30] of default, background keeps 82 %; 8 fresh pairs`. */
export function verdictSentence(verdict: Verdict, definitions: Metrics): string {
  const label = (name: string) => definitions[name]?.label ?? name;
  const parts = verdict.blocks === 0 ? ['no pair was completed'] : effects(verdict, definitions, label);
  const failed = verdict.failedRuns > 0 ? `, ${verdict.failedRuns} ${plural('run', verdict.failedRuns)} failed` : '';
  const because = verdict.because ? ` (${verdict.because})` : '';
  const pairs = `${verdict.blocks} fresh ${plural('pair', verdict.blocks)}${ofPlanned(verdict)}`;
  return `${verdict.conclusion}: ${parts.join(', ')}; ${pairs}${failed}${because}${reduced(verdict)}${promised(verdict)}${warned(verdict)}`;
}

function effects(
  { objective, effect, metrics, guards, blocks }: Verdict,
  definitions: Metrics,
  label: Label,
): string[] {
  const names = objectiveMetrics(objective, definitions).filter((name) => Object.hasOwn(metrics, name));
  const guarded = guards.map((guard) => guardClause(guard, blocks, label));
  if (names.length === 1) return [`${label(names[0])} ${interval(metrics[names[0]])} of default`, ...guarded];
  const each = names.map((name) => `${label(name)} ${times(metrics[name].ratio)}`);
  return [`${objectiveName(objective)} ${interval(effect)} of default`, ...each, ...guarded];
}

/** Fewer than planned: it was clear, or without hope, before, or runs failed. */
function ofPlanned({ blocks, plannedBlocks = 0 }: Verdict): string {
  return blocks < plannedBlocks ? ` of at most ${plannedBlocks}` : '';
}

type Label = (metric: string) => string;

/** Whoever wants the last bit of the gain should know what it takes. */
function reduced({ outOf, effect }: Verdict): string {
  if (!outOf) return '';
  const changes = Object.keys(outOf.difference).length;
  return `; ${changes} changes together gave ${times(outOf.effect.ratio)} of the objective in place of ${times(effect.ratio)}`;
}

/** The search reports the luckiest of many runs; a reader who saw its number should know why this one is lower. */
function promised({ searchRatio, effect }: Verdict): string {
  return searchRatio !== undefined && searchRatio > effect.high ? `; the search had seen ${times(searchRatio)}` : '';
}

function warned({ caveat }: Verdict): string {
  return caveat === undefined ? '' : `; ${caveat}`;
}

/** Ends of an interval beyond this say nothing and are not printed. */
const WIDE = 1000;

function interval({ ratio, low, high }: Effect): string {
  return high < WIDE ? `${times(ratio)} [${low.toFixed(2)}, ${high.toFixed(2)}]` : times(ratio);
}

function times(ratio: number): string {
  return `×${ratio < WIDE ? ratio.toFixed(2) : ratio.toExponential(1)}`;
}

function plural(word: string, count: number): string {
  return count === 1 ? word : `${word}s`;
}
