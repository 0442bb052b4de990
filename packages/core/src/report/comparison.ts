// Experiments side by side: results, and in what their machines, versions and options differ.
import type { Configuration, Metrics, MetricValues } from '@schedtuna/sdk';
import type { Options } from '../config/options.js';
import type { Noise } from '../confirm/noise.js';
import type { Verdict } from '../confirm/verdict.js';
import type { ExperimentRecord, JournalRecord, TrialRecord } from '../experiment/records.js';
import { median } from '../stats/centre.js';
import { type Digest, differenceOf, digestOf } from './digest.js';
import { baselineTrials, metricsOf } from './episodes.js';

/** Plain JSON; null where an experiment did not come so far. */
export interface ComparedExperiment {
  readonly name: string;
  readonly directory: string;
  readonly state: Digest['state'];
  readonly objective: string | null;
  readonly verdict: Verdict | null;
  /** Why there is no verdict; null where there is one. */
  readonly withoutVerdict: string | null;
  readonly best: {
    /** `search`: the best single run, which proves nothing. */
    readonly chosenBy: 'verdict' | 'search';
    readonly configuration: Configuration;
    /** From the default configuration. */
    readonly difference: Configuration;
  } | null;
  readonly search: {
    readonly episodes: number;
    readonly completed: number;
    /** Of the best single run to the default, above 1 is better. */
    readonly bestRatio: number | null;
  };
  readonly noise: Noise | null;
  /** Median of each metric over the A/A runs, in the metric's unit. */
  readonly usual: MetricValues;
  /** Of the benchmark: units, directions, labels. */
  readonly metrics: Metrics;
}

export interface Comparison {
  readonly experiments: readonly ComparedExperiment[];
  /** What is not the same everywhere: name → one value for each experiment, null where it has none. */
  readonly differences: Readonly<Record<string, readonly (string | null)[]>>;
}

export interface JournalOf {
  readonly directory: string;
  readonly records: readonly JournalRecord[];
}

export function comparisonOf(journals: readonly JournalOf[]): Comparison {
  const digests = journals.map(({ records }) => digestOf(records));
  return {
    experiments: digests.map((digest, i) => compared(digest, journals[i].directory)),
    differences: differencesOf(digests.map(({ experiment }) => circumstances(experiment))),
  };
}

function compared(digest: Digest, directory: string): ComparedExperiment {
  const { experiment, baseline, verdict, best, rows, state, withoutVerdict, trials } = digest;
  const chosen = verdict?.configuration ?? best?.configuration;
  return {
    name: experiment.name,
    directory,
    state,
    objective: baseline?.objective ?? null,
    verdict: verdict ?? null,
    withoutVerdict: verdict ? null : withoutVerdict,
    best: chosen
      ? {
          chosenBy: verdict ? 'verdict' : 'search',
          configuration: chosen,
          difference: differenceOf(chosen, experiment.scheduler.parameters),
        }
      : null,
    search: {
      episodes: rows.length,
      completed: rows.filter(({ score }) => score !== null).length,
      bestRatio: best ? Math.exp(best.score) : null,
    },
    noise: baseline?.noise ?? null,
    usual: usualOf(trials),
    metrics: experiment.benchmark.metrics,
  };
}

function usualOf(trials: readonly TrialRecord[]): MetricValues {
  const runs = baselineTrials(trials).map(metricsOf);
  const names = [...new Set(runs.flatMap((run) => Object.keys(run)))];
  const of = (name: string) => runs.map((run) => run[name]).filter((value) => value !== undefined);
  return Object.fromEntries(names.map((name) => [name, median(of(name))]));
}

/** Where results went, and what stands among the circumstances as it was resolved. */
const LEFT_OUT: readonly (keyof Options)[] = [
  ...(['experimentName', 'resultsDir'] as const),
  ...(['schedulerName', 'benchmark', 'algorithm', 'guards', 'agentOptions'] as const),
];

function circumstances({
  host,
  scheduler,
  benchmark,
  agent,
  options,
  schedtuna,
}: ExperimentRecord): Map<string, string> {
  const source = (of: typeof agent | typeof benchmark | typeof scheduler) => `${of.name} ${of.version}`;
  const all: [string, unknown][] = [
    ...entries('host', host),
    ['schedtuna', schedtuna],
    ['scheduler', source(scheduler)],
    ['benchmark', source(benchmark)],
    ['agent', source(agent)],
    ['parameters', Object.keys(scheduler.parameters).join(' ')],
    ['guards', benchmark.guards.join('; ')],
    ...entries('scheduler', scheduler.facts),
    ...entries('benchmark', benchmark.prepared.facts),
    ...entries('agent', agent.options),
    ...entries('option', options).filter(([name]) => !LEFT_OUT.some((key) => name === `option ${key}`)),
  ];
  return new Map(all.filter(([, value]) => value !== undefined).map(([name, value]) => [name, textOf(value)]));
}

function entries(prefix: string, object: object): [string, unknown][] {
  return Object.entries(object).map(([name, value]) => [`${prefix} ${name}`, value]);
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function differencesOf(all: readonly ReadonlyMap<string, string>[]): Comparison['differences'] {
  const names = new Set(all.flatMap((one) => [...one.keys()]));
  const rows = [...names].map((name) => [name, all.map((one) => one.get(name) ?? null)] as const);
  return Object.fromEntries(rows.filter(([, values]) => new Set(values).size > 1));
}
