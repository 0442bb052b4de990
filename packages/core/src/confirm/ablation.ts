// Which of a configuration's changes it needs: each is put back to its default in fresh runs, beside runs with all of them.
import type { Configuration, Metrics, MetricValues, SearchSpace } from '@schedtuna/sdk';
import { mean, standardDeviation } from '../stats/centre.js';
import { holm } from '../stats/permutation.js';
import { studentCdf } from '../stats/student.js';
import { isScorable, objectiveScore } from '../trial/objective.js';
import { completedBlocks, type FreshRun } from './completed-blocks.js';
import { effectOf } from './effect.js';
import type { Effect } from './verdict.js';

/** The configuration with one parameter put back. */
export interface Reduced {
  readonly parameter: string;
  readonly configuration: Configuration;
}

export interface AblatedParameter {
  readonly parameter: string;
  /** Objective without the change, as a ratio to the objective with all changes: below 1 it was worth something. */
  readonly without: Effect;
  /** One-sided, that the removal does no harm; corrected for the number of changes. */
  readonly pValue: number;
  readonly isKept: boolean;
  /** Blocks in which both runs completed. */
  readonly blocks: number;
}

/** Arms 1, 2, … of the blocks; arm 0 is the configuration itself. A change whose removal the constraints forbid has none. */
export function reductions(configuration: Configuration, space: SearchSpace): readonly Reduced[] {
  return Object.keys(space.difference(configuration)).flatMap((parameter) => {
    const reduced = space.canonical({ ...configuration, [parameter]: space.defaultConfiguration[parameter] });
    return space.forbidden(reduced) === undefined ? [{ parameter, configuration: reduced }] : [];
  });
}

export interface AblationInput {
  readonly trials: readonly FreshRun[];
  readonly reduced: readonly Reduced[];
  readonly objective: string;
  readonly metrics: Metrics;
}

const ALPHA = 0.05;
/** With fewer nothing is known of the spread. */
const FEWEST_BLOCKS = 2;

/**
 * A change is kept when its removal does harm: p < 5 % by Student's paired t on logs, corrected for the number of changes
 * (Holm 1979), or runs fail without it. No exact test of a few blocks could pass the correction: six equal signs have
 * 1/64. What cannot be shown to help is dropped; the confirmation that follows measures what is left as a whole.
 */
export function judgeAblation({ trials, reduced, objective, metrics }: AblationInput): readonly AblatedParameter[] {
  const usable = (values: MetricValues) => isScorable(objective, values, metrics);
  const arms = reduced.map((_, i) => {
    const { pairs, failedRuns } = completedBlocks(trials, i + 1, usable);
    return { failedRuns, logs: pairs.map(([all, own]) => objectiveScore(objective, own, metrics, all)) };
  });
  const corrected = holm(arms.map(({ logs }) => harmPValue(logs)));
  return reduced.map(({ parameter }, i) => {
    const { failedRuns, logs } = arms[i];
    const isKept = corrected[i] < ALPHA || failedRuns > 0 || logs.length < FEWEST_BLOCKS;
    return { parameter, without: effectOf(logs), pValue: corrected[i], isKept, blocks: logs.length };
  });
}

/** Of a mean this far below 0 or further when there is no harm; 1 when the blocks are too few. */
function harmPValue(logs: readonly number[]): number {
  if (logs.length < FEWEST_BLOCKS) return 1;
  const spread = standardDeviation(logs);
  if (spread === 0) return mean(logs) < 0 ? 0 : 1;
  return studentCdf((mean(logs) / spread) * Math.sqrt(logs.length), logs.length - 1);
}

/** The configuration without what is not kept; as it is where the constraints forbid the rest. */
export function reducedConfiguration(
  configuration: Configuration,
  parameters: readonly AblatedParameter[],
  space: SearchSpace,
): Configuration {
  const dropped = parameters.filter(({ isKept }) => !isKept).map(({ parameter }) => parameter);
  const defaults = Object.fromEntries(dropped.map((parameter) => [parameter, space.defaultConfiguration[parameter]]));
  const reduced = space.canonical({ ...configuration, ...defaults });
  return space.forbidden(reduced) === undefined ? reduced : configuration;
}

/** For example `Of 4 changes 1 is needed: slice_us=2000 (×0.41 without it); no use was found for kick, perf and interval.` */
export function ablationSentence(configuration: Configuration, parameters: readonly AblatedParameter[]): string {
  const kept = parameters.filter(({ isKept }) => isKept);
  const dropped = parameters.filter(({ isKept }) => !isKept).map(({ parameter }) => parameter);
  const needed = kept.map(({ parameter, without, blocks }) => {
    const worth = blocks > 0 ? `×${without.ratio.toFixed(2)} without it` : 'runs fail without it';
    return `${parameter}=${configuration[parameter]} (${worth})`;
  });
  const head = `Of ${parameters.length} ${parameters.length === 1 ? 'change' : 'changes'} ${kept.length} ${kept.length === 1 ? 'is' : 'are'} needed`;
  return `${head}${needed.length > 0 ? `: ${needed.join(', ')}` : ''}${dropped.length > 0 ? `; no use was found for ${dropped.join(', ')}` : ''}.`;
}
