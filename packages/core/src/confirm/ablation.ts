// Which of a configuration's changes it needs: each is put back to its default in fresh runs, beside runs with all of them.
import type { Configuration, Metrics, MetricValues, SearchSpace } from '@schedtuna/sdk';
import { mean, standardDeviation } from '../stats/centre.js';
import { type ErrorRates, logLikelihoodRatio, waldBounds } from '../stats/likelihood-ratio.js';
import { isScorable, objectiveScore } from '../trial/objective.js';
import { completedBlocks, type FreshRun } from './completed-blocks.js';
import { effectOf } from './effect.js';
import type { Noise } from './noise.js';
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
  /**
   * How much better the runs fit a change that is worth keeping than one that does nothing: above 1 for, below 1 against it.
   * Absent in journals of older versions.
   */
  readonly odds?: number;
  readonly isKept: boolean;
  /** Blocks in which both runs completed. */
  readonly blocks: number;
  /** Runs without the change that failed; absent when none did, and in journals of older versions. */
  readonly failedRuns?: number;
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
  readonly noise: Pick<Noise, 'sd' | 'pairs'>;
  /** Smallest contribution to the objective's logarithm for which a change is kept; see `worthKeeping`. */
  readonly worth: number;
}

/** Chance that any change without effect is kept (shared among them, Bonferroni), and that one worth keeping is dropped. */
const ERRORS = { falsely: 0.05, missed: 0.1 };
/** With fewer nothing is known of the spread, and every change is kept. */
export const FEWEST_BLOCKS = 3;
/** Odds beyond this are not written. */
const LARGEST_ODDS = 1e9;

interface Arm {
  /** Log ratios without the change to with all, one a complete block. */
  readonly logs: readonly number[];
  readonly failedRuns: number;
}

export interface WorthInput {
  /** Log ratio of the configuration to the default, as the search saw it. */
  readonly gain: number;
  /** Smallest effect that matters, as a share. */
  readonly minEffect: number;
  /** Standard deviation of a run's log. */
  readonly sd: number;
  /** Changes that are judged, and blocks that are measured at most. */
  readonly changes: number;
  readonly blocks: number;
}

/**
 * A tenth of the gain, but not less than three of the smallest effects that matter, nor than what so many blocks can decide on this machine: after n
 * blocks the log odds of a contribution h are expected to be n h² / 4 sd² (Wald 1945).
 */
export function worthKeeping({ gain, minEffect, sd, changes, blocks }: WorthInput): number {
  const { present } = waldBounds(errorsOf(changes));
  return Math.max(gain / 10, 3 * Math.log1p(minEffect), 2 * sd * Math.sqrt(present / blocks));
}

/**
 * A change is kept when the runs are more likely if its removal costs `worth` than if it costs nothing, or when runs fail without it.
 * `openChanges` says when that is certain enough to stop; the confirmation that follows measures what is left as a whole.
 */
export function judgeAblation(input: AblationInput): readonly AblatedParameter[] {
  const arms = armsOf(input);
  const odds = logOdds(input, arms);
  return input.reduced.map(({ parameter }, i) => {
    const { logs, failedRuns } = arms[i];
    const isKept = failedRuns > 0 || logs.length < FEWEST_BLOCKS || odds[i] > 0;
    const bounded = Math.min(LARGEST_ODDS, Math.exp(odds[i]));
    const judged = { parameter, without: effectOf(logs), odds: bounded, isKept, blocks: logs.length };
    return failedRuns > 0 ? { ...judged, failedRuns } : judged;
  });
}

/** Arms whose change is neither certainly worth keeping nor certainly useless. */
export function openChanges(input: AblationInput): readonly number[] {
  const { none, present } = waldBounds(errorsOf(input.reduced.length));
  const arms = armsOf(input);
  const odds = logOdds(input, arms);
  return arms.flatMap(({ logs, failedRuns }, i) => {
    const isDecided = failedRuns > 0 || (logs.length >= FEWEST_BLOCKS && (odds[i] >= present || odds[i] <= none));
    return isDecided ? [] : [i + 1];
  });
}

function errorsOf(changes: number): ErrorRates {
  return { falsely: ERRORS.falsely / changes, missed: ERRORS.missed };
}

function armsOf({ trials, reduced, objective, metrics }: AblationInput): readonly Arm[] {
  const usable = (values: MetricValues) => isScorable(objective, values, metrics);
  return reduced.map((_, i) => {
    const { pairs, failedRuns } = completedBlocks(trials, i + 1, usable);
    return { failedRuns, logs: pairs.map(([all, own]) => objectiveScore(objective, own, metrics, all)) };
  });
}

function logOdds({ noise, worth }: AblationInput, arms: readonly Arm[]): readonly number[] {
  const variance = pooledVariance(noise, arms);
  return arms.map(({ logs }) =>
    logs.length === 0 ? 0 : logLikelihoodRatio(-mean(logs), logs.length, variance, worth),
  );
}

/** Of a difference of two runs' logs: that of all arms and that of default against itself, by their degrees of freedom. */
function pooledVariance({ sd, pairs }: AblationInput['noise'], arms: readonly Arm[]): number {
  const parts = [
    { variance: 2 * sd ** 2, degrees: Math.max(1, 2 * pairs - 1) },
    ...arms.map(({ logs }) => ({ variance: standardDeviation(logs) ** 2, degrees: Math.max(0, logs.length - 1) })),
  ];
  const degrees = parts.reduce((sum, part) => sum + part.degrees, 0);
  return parts.reduce((sum, part) => sum + part.variance * part.degrees, 0) / degrees;
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
  const needed = kept.map((one) => `${one.parameter}=${configuration[one.parameter]} (${reasonToKeep(one)})`);
  const result = kept.some(isUnknown) ? 'kept' : 'needed';
  const head = `Of ${parameters.length} ${parameters.length === 1 ? 'change' : 'changes'} ${kept.length || 'none'} ${kept.length > 1 ? 'are' : 'is'} ${result}`;
  return `${head}${needed.length > 0 ? `: ${needed.join(', ')}` : ''}${dropped.length > 0 ? `; no use was found for ${dropped.join(', ')}` : ''}.`;
}

function reasonToKeep(one: AblatedParameter): string {
  if (isUnknown(one)) return 'too few runs to tell';
  return one.failedRuns || one.blocks === 0 ? 'runs fail without it' : `×${one.without.ratio.toFixed(2)} without it`;
}

/** Older journals kept a change without a complete block only where runs failed. */
function isUnknown({ blocks, failedRuns = 0, odds }: AblatedParameter): boolean {
  return odds !== undefined && failedRuns === 0 && blocks < FEWEST_BLOCKS;
}
