// What was counted beside the A/A runs: how much of it, and whether the worse runs are those with more of it.
import { mean } from '../stats/centre.js';
import { holm } from '../stats/holm.js';
import { orderPValue } from '../stats/order.js';
import type { Random } from '../stats/random.js';
import { correlation, ranks } from '../stats/rank.js';
import type { BaselineRun, NoiseCause } from './noise-causes.js';

/** A run's `HostSample` of the journal, of which older ones have only the first two. */
export interface Beside {
  readonly foreignCpus: number;
  readonly stealCpus: number;
  readonly throttles?: number;
  readonly clockMhz?: number;
  readonly celsius?: number;
  readonly pressure?: number;
  readonly governor?: string;
  readonly autogroup?: boolean;
}

/** With 5 runs the rarest order has p = 2 / 5! = 1.7 %, which three counters correct to 5 %. */
const FEWEST_RUNS = 6;
const ALPHA = 0.05;
/** CPUs. Runs on a quiet machine have up to 0.07 beside them: docs/decisions/0008. */
const LEAST_FOREIGN = 0.1;
/** CPUs: one tick of /proc/stat a second. Less is rounding. */
export const LEAST_STEAL = 0.01;

interface Counter {
  readonly kind: NoiseCause['kind'];
  readonly value: (host: Beside) => number | undefined;
  /** 1: more is worse; -1: less is worse. */
  readonly sign: 1 | -1;
  /** The worse runs are those … */
  readonly those: string;
  /** What there is to say without a look at the scores. */
  readonly amount?: (values: readonly number[]) => string | undefined;
}

const COUNTERS: readonly Counter[] = [
  {
    kind: 'throttling',
    value: ({ throttles }) => throttles,
    sign: 1,
    those: 'during which the CPU was throttled more often',
    amount: throttled,
  },
  {
    kind: 'steal',
    value: ({ stealCpus }) => stealCpus,
    sign: 1,
    those: 'during which the hypervisor gave more time to others',
    amount: (values) =>
      atLeast(LEAST_STEAL, values, (cpus) => `the hypervisor gave the time of ${cpus} CPUs to others`),
  },
  {
    kind: 'other-processes',
    value: ({ foreignCpus }) => foreignCpus,
    sign: 1,
    those: 'beside which other processes used more CPU',
    amount: (values) => atLeast(LEAST_FOREIGN, values, (cpus) => `other processes used ${cpus} CPUs beside the runs`),
  },
  {
    kind: 'pressure',
    value: ({ pressure }) => pressure,
    sign: 1,
    those: 'during which tasks waited longer for a CPU',
  },
  { kind: 'clock', value: ({ clockMhz }) => clockMhz, sign: -1, those: 'after which the clocks were lower' },
  { kind: 'temperature', value: ({ celsius }) => celsius, sign: 1, those: 'after which the machine was hotter' },
];

/** Those that go with the scores first, strongest first; then the others in the order of the table. */
export function countedCauses(runs: readonly BaselineRun[], random: Random): NoiseCause[] {
  const related = relations(runs, random);
  const causes = COUNTERS.flatMap((counter) => {
    const amount = counter.amount?.(valuesOf(counter, runs).map(({ value }) => value));
    const rho = related.get(counter);
    const those =
      rho === undefined ? [] : [`the worse runs are those ${counter.those} (rank correlation ${rho.toFixed(2)})`];
    const clause = [...(amount === undefined ? [] : [amount]), ...those].join(', and ');
    return clause === '' ? [] : [{ kind: counter.kind, clause, rho: rho ?? 0 }];
  });
  return causes.sort((a, b) => b.rho - a.rho).map(({ kind, clause }) => ({ kind, clause }));
}

/** CPUs that other processes used on average; undefined when it is not worth a word. */
export function otherCpus(hosts: readonly Beside[]): string | undefined {
  return atLeast(
    LEAST_FOREIGN,
    hosts.map(({ foreignCpus }) => foreignCpus),
    (cpus) => cpus,
  );
}

/**
 * Spearman's rho of each counter with how bad the runs were, where p < 5 % by permutation of the runs, two-sided and
 * corrected for the number of counters (Holm), and where it has the sign that a cause has.
 */
function relations(runs: readonly BaselineRun[], random: Random): ReadonlyMap<Counter, number> {
  const tested = COUNTERS.flatMap((counter) => {
    const known = valuesOf(counter, runs);
    const values = ranks(known.map(({ value }) => counter.sign * value));
    const badness = ranks(known.map(({ score }) => -score));
    if (known.length < FEWEST_RUNS || new Set(values).size < 2) return [];
    const p = orderPValue(badness, (order) => Math.abs(correlation(values, order)), random);
    return [{ counter, rho: correlation(values, badness), p }];
  });
  const corrected = holm(tested.map(({ p }) => p));
  const found = tested.filter(({ rho }, i) => rho > 0 && corrected[i] < ALPHA);
  return new Map(found.map(({ counter, rho }) => [counter, rho]));
}

function valuesOf(
  { value }: Counter,
  runs: readonly BaselineRun[],
): { readonly value: number; readonly score: number }[] {
  return runs.flatMap(({ host, score }) => {
    const counted = host && value(host);
    return counted === undefined ? [] : [{ value: counted, score }];
  });
}

/** Any: the clock was cut during a run. */
function throttled(counts: readonly number[]): string | undefined {
  const times = counts.reduce((sum, count) => sum + count, 0);
  const runs = counts.filter((count) => count > 0).length;
  return times === 0
    ? undefined
    : `the CPU was throttled ${times === 1 ? 'once' : `${times} times`}, in ${runs} of ${counts.length} runs`;
}

function atLeast(least: number, values: readonly number[], clause: (cpus: string) => string): string | undefined {
  return values.length > 0 && mean(values) >= least ? clause(mean(values).toFixed(2)) : undefined;
}
