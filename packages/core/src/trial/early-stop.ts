// Is a run that goes on a loser beyond doubt? Then it need not go on.
import type { Metrics, MetricValues, Samples } from '@schedtuna/sdk';
import { median, robustDeviation, standardDeviation } from '../stats/centre.js';
import { studentQuantile } from '../stats/student.js';
import { localBaseline } from './local-baseline.js';
import { objectiveMetrics, objectiveScore } from './objective.js';

/** Written to the journal with the run. */
export interface StoppedEarly {
  /** Of each metric of the objective, at least. */
  readonly samples: number;
  /** What a run of the default configuration gives. */
  readonly of: number;
}

/** Is asked after new samples of a run; undefined: let it go on. */
export type Judge = (samples: Samples) => StoppedEarly | undefined;

export interface DefaultSamples {
  /** Number of the trial in the journal. */
  readonly id: number;
  readonly samples: Samples;
}

export interface Comparison {
  readonly objective: string;
  readonly metrics: Metrics;
  /** Whole runs of the default configuration. */
  readonly defaults: readonly DefaultSamples[];
  /** Number of the trial that is judged. */
  readonly at: number;
  /** Standard deviation of the objective's log between whole runs of the default. */
  readonly noise: number;
}

/** With fewer samples of a metric nothing is decided. */
const FEWEST_SAMPLES = 3;
/**
 * One-sided level of one look. Simulated with 7 or 27 looks a run, 6 or 12 default runs, several shapes of noise
 * (test/trial/early-stop.test.ts): a configuration as good as the default is stopped in at most 0.3 % of its runs
 * (decision 0016).
 */
const LEVEL = 0.002;
/** Standard error of a median in units of that of a mean, normal data: √(π/2) (Kendall & Stuart 1977, §10.9). */
const MEDIAN = Math.sqrt(Math.PI / 2);

/**
 * The samples so far against the same number of first samples of each default run, so that a benchmark that warms up does not look
 * slow: a loser lies below them by more than both the spread of the defaults and the spread of its own samples explain, each by
 * Student's t (1908) with its own degrees of freedom, at level 0.2 %.
 */
export function judgeLoser(samples: Samples, comparison: Comparison): StoppedEarly | undefined {
  const { objective, metrics, defaults, at, noise } = comparison;
  const names = objectiveMetrics(objective, metrics);
  const count = fewest(names, samples);
  const usual = Math.floor(median(defaults.map((run) => fewest(names, run.samples))));
  if (count < FEWEST_SAMPLES || !(count < usual) || defaults.length < 2) return undefined;

  const cut = defaults.map((run) => ({ id: run.id, metrics: medians(names, firstOf(run.samples, samples)) }));
  const local = localBaseline(cut, at);
  const scoreOf = (values: MetricValues) => objectiveScore(objective, values, metrics, local.metrics);
  const scores = cut.map((run) => scoreOf(run.metrics));
  const between = Math.max(noise, standardDeviation(scores), robustDeviation(scores));
  const margin = Math.max(
    studentQuantile(1 - LEVEL, defaults.length - 1) * between * Math.hypot(1, local.standardErrorFactor),
    studentQuantile(1 - LEVEL, count - 1) * withinRunError(objective, metrics, samples),
  );
  return scoreOf(medians(names, samples)) < -margin ? { samples: count, of: usual } : undefined;
}

/**
 * Standard error of the score that comes from the spread of the samples within the run: of the median of logs, metric by metric.
 * 0 for single samples, NaN where a sample is not positive.
 */
export function withinRunError(objective: string, metrics: Metrics, samples: Samples): number {
  const names = objectiveMetrics(objective, metrics);
  const errors = names.map((name) => {
    const logs = (samples[name] ?? []).map(Math.log);
    return (MEDIAN * standardDeviation(logs)) / Math.sqrt(logs.length);
  });
  return Math.hypot(...errors) / names.length;
}

function fewest(names: readonly string[], samples: Samples): number {
  return Math.min(...names.map((name) => samples[name]?.length ?? 0));
}

/** Of `run` as many samples of each metric as `measured` has. */
function firstOf(run: Samples, measured: Samples): Samples {
  return Object.fromEntries(
    Object.entries(run).map(([name, all]) => [name, all.slice(0, measured[name]?.length ?? 0)]),
  );
}

function medians(names: readonly string[], samples: Samples): MetricValues {
  return Object.fromEntries(names.map((name) => [name, median(samples[name] ?? [])]));
}
