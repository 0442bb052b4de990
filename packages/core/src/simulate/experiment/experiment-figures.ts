// What a simulated experiment claimed, beside what is true: everything is read from its records.
import type { Configuration, SearchSpace } from '@schedtuna/sdk';
import type { Conclusion, Effect } from '../../confirm/verdict.js';
import type { AblationRecord, JournalRecord, Phase, TrialRecord } from '../../experiment/records.js';
import { mean } from '../../stats/centre.js';
import { METRIC } from './table-benchmark.js';
import type { Truth } from './truth.js';

/** All ratios are to the default configuration and above 1 when better; true ones are undefined for what fails without noise. */
export interface ExperimentFigures {
  readonly conclusion: Ending;
  /** The rest is undefined without a verdict. */
  readonly configuration?: Configuration;
  readonly effect?: Effect;
  /** Of the verdict's configuration. */
  readonly trueRatio?: number;
  /** What the search had estimated for it. */
  readonly searchRatio?: number;
  /** The search's highest single score, as a ratio; undefined when no run of it completed. */
  readonly best?: Claim;
  /** What a tuner without fresh runs would say: the best run of the search against the mean of the baseline's runs. */
  readonly naive?: Claim;
  /** undefined when the baseline failed. */
  readonly noise?: { readonly detectable: number; readonly sd: number };
  readonly runs: Readonly<Record<Phase, number>>;
  /** Configurations that were compared with the default on fresh runs, and blocks that would have been measured at most. */
  readonly finalists: number;
  readonly plannedBlocks: number;
  /** Empty without an ablation. */
  readonly ablation: readonly AblatedChange[];
}

export type Ending = Conclusion | 'nothing to confirm' | 'baseline failed';

export interface Claim {
  readonly ratio: number;
  readonly trueRatio?: number;
}

export interface AblatedChange {
  readonly parameter: string;
  readonly isKept: boolean;
  /** True objective without the change, as a ratio to that with all changes; undefined when it fails without. */
  readonly trueWithout?: number;
}

export function figuresOfExperiment(
  records: readonly JournalRecord[],
  space: SearchSpace,
  truth: Truth,
): ExperimentFigures {
  const trials = records.filter((record) => record.type === 'trial');
  const baseline = records.find((record) => record.type === 'baseline');
  const verdict = records.find((record) => record.type === 'verdict')?.verdict;
  const ablation = records.find((record) => record.type === 'ablation');
  const found = verdict && {
    configuration: verdict.configuration,
    effect: verdict.effect,
    ...known({ trueRatio: truth.ratioOf(verdict.configuration), searchRatio: verdict.searchRatio }),
  };
  return {
    conclusion: verdict?.conclusion ?? (baseline ? 'nothing to confirm' : 'baseline failed'),
    ...found,
    ...known({ best: bestScore(records, trials, truth), naive: baseline && bestRun(trials, truth) }),
    ...(baseline ? { noise: { detectable: baseline.noise.detectable, sd: baseline.noise.sd } } : {}),
    runs: runsByPhase(trials),
    finalists: new Set(trials.flatMap(({ phase, arm }) => (phase === 'confirm' && arm ? [arm] : []))).size,
    plannedBlocks: verdict?.plannedBlocks ?? 0,
    ablation: ablation ? ablatedChanges(ablation, space, truth) : [],
  };
}

function bestScore(records: readonly JournalRecord[], trials: readonly TrialRecord[], truth: Truth): Claim | undefined {
  const scored = records.flatMap((record) =>
    record.type === 'episode' && record.score !== null ? [{ score: record.score, trial: record.trial }] : [],
  );
  if (scored.length === 0) return undefined;
  const best = scored.reduce((highest, one) => (one.score > highest.score ? one : highest));
  const trial = trials.find(({ id }) => id === best.trial) as TrialRecord;
  return { ratio: Math.exp(best.score), ...known({ trueRatio: truth.ratioOf(trial.configuration) }) };
}

/** By what was measured; the warm-up does not count. */
function bestRun(trials: readonly TrialRecord[], truth: Truth): Claim | undefined {
  const measured = (trial: TrialRecord) =>
    trial.outcome.status === 'completed' ? [{ trial, value: trial.outcome.metrics[METRIC] }] : [];
  const defaults = trials.filter(({ phase, block }) => phase === 'baseline' && block !== 0).flatMap(measured);
  const searched = trials.filter(({ phase }) => phase === 'search').flatMap(measured);
  if (searched.length === 0) return undefined;
  const usual = mean(defaults.map(({ value }) => value));
  const claims = searched.map(({ trial, value }) => ({ trial, ratio: truth.betterBy(value, usual) }));
  const { trial, ratio } = claims.reduce((best, one) => (one.ratio > best.ratio ? one : best));
  return { ratio, ...known({ trueRatio: truth.ratioOf(trial.configuration) }) };
}

function runsByPhase(trials: readonly TrialRecord[]): Record<Phase, number> {
  const runs = { baseline: 0, search: 0, anchor: 0, ablation: 0, confirm: 0, test: 0 };
  for (const { phase } of trials) runs[phase] += 1;
  return runs;
}

function ablatedChanges(
  { configuration, parameters }: AblationRecord,
  space: SearchSpace,
  { ratioOf }: Truth,
): readonly AblatedChange[] {
  const all = ratioOf(configuration);
  return parameters.map(({ parameter, isKept }) => {
    const without = ratioOf(space.canonical({ ...configuration, [parameter]: space.defaultConfiguration[parameter] }));
    const trueWithout = all === undefined || without === undefined ? undefined : without / all;
    return { parameter, isKept, ...known({ trueWithout }) };
  });
}

function known<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
