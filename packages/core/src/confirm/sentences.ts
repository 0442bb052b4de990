// A verdict in one sentence.
import type { Metrics } from '@schedtuna/sdk';
import { objectiveMetrics } from '../trial/objective.js';
import { parseGuard } from '../trial/guards.js';
import type { Effect, Verdict } from './verdict.js';

/** For example `better: token generation ×1.26 [1.22, 1.30] of default, prompt ×1.5, background keeps 82 %; 8 fresh pairs`. */
export function verdictSentence(verdict: Verdict, definitions: Metrics): string {
  const label = (name: string) => definitions[name]?.label ?? name;
  const parts = objectiveMetrics(verdict.objective).length === 1 ? [] : [`${verdict.objective} ${interval(verdict.effect)}`];
  const names = objectiveMetrics(verdict.objective).filter((name) => verdict.metrics[name]);
  names.forEach((name, i) => {
    const effect = verdict.metrics[name];
    parts.push(`${label(name)} ${parts.length === 0 && i === 0 ? interval(effect) : times(effect.ratio)}`);
  });
  if (parts.length > 0) parts[0] += ' of default';
  for (const guard of verdict.guards) {
    const name = label(parseGuard(guard.guard).metric);
    parts.push(`${name} ${guard.upheld ? 'keeps' : 'is left with'} ${(100 * guard.ratio).toFixed(0)} %`);
  }
  const failed = verdict.failedRuns > 0 ? `, ${verdict.failedRuns} failed` : '';
  const because = verdict.because ? ` (${verdict.because})` : '';
  return `${verdict.conclusion}: ${parts.join(', ')}; ${verdict.blocks} fresh pairs${failed}${because}`;
}

function interval({ ratio, low, high }: Effect): string {
  if (!Number.isFinite(high)) return times(ratio);
  return `${times(ratio)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
}

function times(ratio: number): string {
  return `×${ratio.toFixed(2)}`;
}
