// Many simulated experiments in a few numbers: how often the verdict says what, and how often it is wrong.
import type { Phase } from '../../experiment/records.js';
import { median } from '../../stats/centre.js';
import { type Share, wilson } from '../../stats/wilson.js';
import type { Claim, Ending, ExperimentFigures } from './experiment-figures.js';

/** Of one agent on one table, or on all. */
export interface VerdictSummary {
  readonly agent: string;
  /** undefined: all tables together. */
  readonly space?: string;
  readonly experiments: number;
  readonly endings: Readonly<Record<Ending, Share>>;
  /** Of all experiments: called better, though the configuration is truly not. */
  readonly falseBetter: Share;
  /** The same of a tuner that believes the best run of the search when it beats the mean of the baseline. */
  readonly naiveFalseBetter: Share;
  /** Of experiments with a verdict: the true ratio lies in the interval. A share of NaN, null in JSON, where there is none. */
  readonly coverage: Share;
  /** Median true ratio of what was called better; null when nothing was. */
  readonly trueGain: number | null;
  /** Median number of runs. */
  readonly runs: Readonly<Record<Exclude<Phase, 'test'>, number>>;
}

export const ENDINGS: readonly Ending[] = [
  'better',
  'equivalent',
  'worse',
  'inconclusive',
  'nothing to confirm',
  'baseline failed',
];

export const PHASES = ['baseline', 'search', 'anchor', 'ablation', 'confirm'] as const;

type Told = ExperimentFigures & { readonly agent: string; readonly space: string };

/** Table by table, in the order in which tables and agents first appear; all tables last where there are several. */
export function summariseExperiments(experiments: readonly Told[]): readonly VerdictSummary[] {
  const spaces = [...new Set(experiments.map(({ space }) => space))];
  const agents = [...new Set(experiments.map(({ agent }) => agent))];
  const groups = spaces.length > 1 ? [...spaces, undefined] : spaces;
  return groups.flatMap((space) =>
    agents.map((agent) => {
      const own = experiments.filter((one) => one.agent === agent && (space === undefined || one.space === space));
      return { agent, ...(space === undefined ? {} : { space }), ...summaryOf(own) };
    }),
  );
}

function summaryOf(own: readonly ExperimentFigures[]): Omit<VerdictSummary, 'agent' | 'space'> {
  const share = (is: (one: ExperimentFigures) => boolean) => wilson(own.filter(is).length, own.length);
  const judged = own.flatMap(({ effect, trueRatio }) =>
    effect === undefined || trueRatio === undefined ? [] : [{ ...effect, trueRatio }],
  );
  const better = own.filter(({ conclusion }) => conclusion === 'better');
  return {
    experiments: own.length,
    endings: record(ENDINGS, (ending) => share(({ conclusion }) => conclusion === ending)),
    falseBetter: share((one) => one.conclusion === 'better' && !isTrulyBetter(one)),
    naiveFalseBetter: share(({ naive }) => naive !== undefined && naive.ratio > 1 && !isTrulyBetter(naive)),
    coverage: wilson(
      judged.filter(({ low, high, trueRatio }) => low <= trueRatio && trueRatio <= high).length,
      judged.length,
    ),
    trueGain: better.length === 0 ? null : median(better.map(({ trueRatio = 0 }) => trueRatio)),
    runs: record(PHASES, (phase) => median(own.map(({ runs }) => runs[phase]))),
  };
}

/** What fails without noise is not. */
function isTrulyBetter({ trueRatio = 0 }: Pick<Claim, 'trueRatio'>): boolean {
  return trueRatio > 1;
}

function record<K extends string, V>(keys: readonly K[], of: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, V>;
}
