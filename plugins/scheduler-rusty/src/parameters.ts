// The flags of scx_rusty 1.1. Second spellings are for programs that have those instead; 1.1 has none of them.
import type { Parameters } from '@schedtuna/sdk';

/** scx_rusty checks hardly any range: where its help names none, these are what makes sense to try. */
const guess = { rangeIsGuess: true } as const;
const time = { scale: 'log', ...guess } as const;
const off = (meaning: string) => [{ value: 0, meaning }] as const;

/** A limit of 0 turns pushing off, so below the limit of the default there is one value for "off" and a range for "on". */
const whenDirect = { when: { parameter: 'direct', is: true } } as const;
const whenKick = { when: { parameter: 'kick', is: true } } as const;

/**
 * Not here: `--cpumasks`, a list with one mask for each domain, which excludes `--cache-level` and has no range to search;
 * `--partial`, with which the benchmark would not be scheduled at all.
 */
export const parameters = {
  slice_us: {
    ...{ type: 'integer', default: 20_000, minValue: 1000, maxValue: 50_000, unit: 'us', ...time },
    commandArg: ['--slice-us-underutil', '--slice-us'],
    description: 'How long a task may run at once while some CPUs are idle',
  },
  direct: {
    type: 'boolean',
    default: true,
    commandArg: [{ flag: '--direct-greedy-under', values: { false: '0', true: '90' } }, '--direct'],
    description: 'Send a waking task straight to an idle CPU of another domain',
  },
  kick: {
    type: 'boolean',
    default: true,
    commandArg: [{ flag: '--kick-greedy-under', values: { false: '0', true: '100' } }, '--kick'],
    description: 'Wake idle CPUs of other domains so that they steal from a domain that is full',
  },
  slice_us_overutil: {
    ...{ type: 'integer', default: 1000, minValue: 100, maxValue: 50_000, unit: 'us', ...time },
    commandArg: '--slice-us-overutil',
    description: 'How long a task may run at once while every CPU is busy',
  },
  interval: {
    ...{ type: 'float', default: 2, minValue: 0.1, maxValue: 10, unit: 's', ...time },
    commandArg: '--interval',
    description: 'Time between two rounds of load balancing',
  },
  tune_interval: {
    ...{ type: 'float', default: 0.1, minValue: 0.01, maxValue: 1, unit: 's', ...time },
    commandArg: '--tune-interval',
    description: 'Time between two looks at which CPUs are lightly loaded',
  },
  load_half_life: {
    ...{ type: 'float', default: 1, minValue: 0.1, maxValue: 5, unit: 's', ...time },
    commandArg: '--load-half-life',
    description: 'Time after which a load counts half in the running averages',
  },
  cache_level: {
    ...{ type: 'integer', default: 3, minValue: 2, maxValue: 3, ...guess },
    commandArg: '--cache-level',
    description: 'CPUs that share a cache of this level form a domain',
  },
  greedy_threshold: {
    ...{ type: 'integer', default: 1, minValue: 1, maxValue: 8, special: off('no stealing'), ...guess },
    commandArg: '--greedy-threshold',
    description: 'Tasks that must wait in a domain of the same NUMA node before an idle one steals from it',
  },
  greedy_threshold_x_numa: {
    ...{ type: 'integer', default: 0, minValue: 1, maxValue: 8, special: off('no stealing'), ...guess },
    commandArg: '--greedy-threshold-x-numa',
    when: { parameter: 'greedy_threshold', isNot: 0 },
    description: 'The same for domains of other NUMA nodes',
  },
  no_load_balance: {
    type: 'boolean',
    default: false,
    commandArg: '--no-load-balance',
    description: 'Move no tasks between domains to even out their load',
  },
  kthreads_local: {
    type: 'boolean',
    default: false,
    commandArg: '--kthreads-local',
    description: 'Let kernel threads of one CPU bypass the queue of its domain',
  },
  balanced_kworkers: {
    type: 'boolean',
    default: false,
    commandArg: '--balanced-kworkers',
    description: 'Leave kernel workers, which Linux 6.6 and newer spread themselves, out of load balancing',
  },
  fifo_sched: {
    type: 'boolean',
    default: false,
    commandArg: '--fifo-sched',
    description: 'Serve tasks in the order of their arrival, without weights',
  },
  direct_greedy_under: {
    ...{ type: 'float', default: 90, minValue: 1, maxValue: 100, unit: '%', ...whenDirect },
    commandArg: '--direct-greedy-under',
    description: 'Only idle CPUs that were used less than this are sent tasks directly',
  },
  kick_greedy_under: {
    ...{ type: 'float', default: 100, minValue: 1, maxValue: 100, unit: '%', ...whenKick },
    commandArg: '--kick-greedy-under',
    description: 'Only idle CPUs that were used less than this are woken to steal',
  },
  direct_greedy_numa: {
    ...{ type: 'boolean', default: false, ...whenDirect },
    commandArg: '--direct-greedy-numa',
    description: 'Send tasks directly to CPUs of other NUMA nodes too',
  },
  mempolicy_affinity: {
    type: 'boolean',
    default: false,
    commandArg: '--mempolicy-affinity',
    description: 'Prefer the NUMA nodes that a task named with set_mempolicy',
  },
  perf: {
    ...{ type: 'integer', default: 0, minValue: 0, maxValue: 1024 },
    commandArg: '--perf',
    description: 'Performance that is asked of the CPU frequency governor: 0 leaves it alone, 1024 is the highest',
  },
} as const satisfies Parameters;
