// Every option once: key, flag, range, default, meaning. Schema, flags, file keys and variables are derived from this table.
import { BACKEND_NAMES } from '@schedtuna/sdk';
import type { Options } from './options.js';

export interface OptionEntry {
  /** Key in Options and in files; files may also use snake_case. */
  readonly key: keyof Options;
  /** JSON schema of the value. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly description: string;
  /** CLI flag; default: the key in kebab-case. */
  readonly flag?: string;
  readonly char?: 'a' | 'b' | 'm' | 'n' | 'S';
  /** Further spellings of the flag. */
  readonly aliases?: readonly string[];
  /** Flags that must not be given beside it. */
  readonly exclusive?: readonly string[];
  /** Word for the value in help; absent for switches. */
  readonly helpValue?: string;
  /** Undefined: the option has no value unless it is given. */
  readonly default?: unknown;
}

const text = { type: 'string', minLength: 1 } as const;
const count = (minimum: number, maximum: number) => ({ type: 'integer', minimum, maximum }) as const;
const upTo = (maximum: number) => ({ type: 'number', exclusiveMinimum: 0, maximum }) as const;
const MOST_EPISODES = 100_000;

export const OPTION_TABLE: readonly OptionEntry[] = [
  {
    key: 'schedulerName',
    flag: 'scheduler',
    char: 'S',
    schema: text,
    helpValue: 'NAME',
    default: 'eevdf',
    description: 'Scheduler to tune.',
  },
  {
    key: 'schedulerFile',
    exclusive: ['scheduler'],
    schema: text,
    helpValue: 'FILE',
    description: 'Scheduler from a definition file, as schedulers discover writes it, in place of --scheduler.',
  },
  {
    key: 'searchParameters',
    flag: 'parameter',
    schema: { type: 'array', items: text },
    helpValue: 'NAME',
    description: 'Search this parameter of the scheduler only; repeatable. [default: all that work here]',
  },
  {
    key: 'benchmark',
    char: 'b',
    schema: text,
    helpValue: 'NAME',
    description: 'Benchmark to run. [default: what --benchmark-cmd is, else llama-bench]',
  },
  {
    key: 'algorithm',
    flag: 'agent',
    char: 'a',
    aliases: ['algorithm'],
    schema: text,
    helpValue: 'NAME',
    default: 'sac',
    description: 'Agent that chooses configurations; also --algorithm.',
  },
  {
    key: 'episodes',
    char: 'n',
    schema: count(1, MOST_EPISODES),
    helpValue: 'NUMBER',
    default: 50,
    description: 'Configurations to try.',
  },
  {
    key: 'baselineRuns',
    schema: count(1, 1000),
    helpValue: 'NUMBER',
    default: 3,
    description: 'Pairs of default against default at the start, to know the noise.',
  },
  {
    key: 'confirmRuns',
    schema: count(1, 1000),
    helpValue: 'NUMBER',
    default: 20,
    description:
      'Fresh interleaved pairs for the verdict, at most; 6 and more can prove anything, clear cases end early.',
  },
  {
    key: 'ablationRuns',
    schema: count(0, 1000),
    helpValue: 'NUMBER',
    default: 24,
    description:
      'Fresh runs without each change of the best configuration, at most, to drop those of no use; 0: keep all.',
  },
  {
    key: 'racing',
    schema: { type: 'boolean' },
    default: true,
    description: 'Measure promising configurations again within the episodes.',
  },
  {
    key: 'anchorEvery',
    schema: count(1, MOST_EPISODES),
    helpValue: 'NUMBER',
    default: 5,
    description: 'Measure the default again after so many episodes.',
  },
  {
    key: 'earlyStop',
    schema: { type: 'boolean' },
    default: true,
    description:
      'End runs of the search early that are clearly worse than default, if the benchmark prints samples as they come.',
  },
  {
    key: 'maxForeignCpus',
    schema: { type: 'number', minimum: 0, maximum: 4096 },
    helpValue: 'CPUS',
    default: 0.25,
    description: 'Repeat a run beside which other processes used so much more CPU than beside the first ones.',
  },
  {
    key: 'settle',
    schema: { type: 'number', minimum: 0, maximum: 600 },
    helpValue: 'SECONDS',
    default: 1,
    description: 'Pause between the start of a sched_ext scheduler and the benchmark.',
  },
  {
    key: 'takeOver',
    schema: { type: 'boolean' },
    default: false,
    description: 'Stop the sched_ext scheduler or service that runs, and put it back afterwards.',
  },
  {
    key: 'benchmarkUser',
    schema: text,
    helpValue: 'NAME',
    description: 'As root: user that the benchmark runs as. [default: who called sudo]',
  },
  {
    key: 'optimizeMetric',
    char: 'm',
    schema: text,
    helpValue: 'METRIC',
    description:
      'Metric to improve, or throughput, or latency. [default: throughput where the benchmark has it, else its first metric]',
  },
  {
    key: 'objective',
    exclusive: ['optimize-metric'],
    schema: { type: 'object', minProperties: 1, additionalProperties: upTo(1e6) },
    helpValue: 'METRIC=WEIGHT',
    description:
      'Metric to improve together with others, and how much it counts: the geometric mean of the ratios to default; repeatable.',
  },
  {
    key: 'guards',
    flag: 'guard',
    schema: { type: 'array', items: text },
    helpValue: '"METRIC >= BOUND"',
    description:
      "Bound on another metric, >= or <=: a ratio to default, or a number with the metric's unit such as 12 ms; repeatable. [default: the benchmark's own]",
  },
  {
    key: 'minEffect',
    schema: { type: 'number', minimum: 0, maximum: 1 },
    helpValue: 'SHARE',
    default: 0.01,
    description: 'Smallest effect that matters.',
  },
  {
    key: 'benchmarkCmd',
    schema: text,
    helpValue: 'COMMAND',
    description: 'Command to measure, or a llama-bench program.',
  },
  { key: 'modelPath', schema: text, helpValue: 'FILE', description: 'GGUF model for llama.cpp benchmarks.' },
  {
    key: 'benchmarkOptions',
    schema: { type: 'object' },
    helpValue: 'KEY=VALUE',
    default: {},
    description: 'Option of the benchmark, see benchmarks show; repeatable.',
  },
  {
    key: 'agentOptions',
    schema: { type: 'object' },
    helpValue: 'KEY=VALUE',
    default: {},
    description: 'Option of the agent, see agents show; repeatable.',
  },
  {
    key: 'timeout',
    schema: upTo(86_400),
    helpValue: 'SECONDS',
    default: 300,
    description: 'Longest run of the benchmark.',
  },
  {
    key: 'learningRate',
    schema: upTo(10),
    helpValue: 'NUMBER',
    default: 1e-3,
    description: "Step size of the agent's policy.",
  },
  {
    key: 'updateFrequency',
    schema: count(1, MOST_EPISODES),
    helpValue: 'EPISODES',
    default: 5,
    description: 'Episodes between updates of the policy.',
  },
  {
    key: 'saveFrequency',
    schema: count(1, MOST_EPISODES),
    helpValue: 'EPISODES',
    default: 25,
    description: 'Episodes between checkpoints of the agent.',
  },
  {
    key: 'rewardScaling',
    schema: upTo(1e6),
    helpValue: 'NUMBER',
    default: 1,
    description: 'Reward of the agent = this × score.',
  },
  { key: 'useGpu', flag: 'gpu', schema: { type: 'boolean' }, default: true, description: 'Let the agent use a GPU.' },
  {
    key: 'backend',
    schema: { enum: BACKEND_NAMES },
    helpValue: 'NAME',
    description: `Compute the agent's networks with this or fail: ${BACKEND_NAMES.join(', ')}; see agents show.`,
  },
  {
    key: 'pretrainedModelPath',
    flag: 'pretrained-model',
    schema: text,
    helpValue: 'FILE',
    description: 'Checkpoint that the agent starts from.',
  },
  {
    key: 'experimentName',
    schema: text,
    helpValue: 'NAME',
    description: 'Directory name of the results. [default: scheduler, agent, episodes and time]',
  },
  {
    key: 'resultsDir',
    schema: text,
    helpValue: 'DIRECTORY',
    default: './results',
    description: 'Where experiments are kept.',
  },
  {
    key: 'seed',
    schema: count(0, 2 ** 31 - 1),
    helpValue: 'NUMBER',
    description: 'Same seed and same outcomes: same decisions. [default: random]',
  },
];

/** benchmarkCmd → benchmark-cmd */
export function flagOf({ flag, key }: OptionEntry): string {
  return flag ?? snakeCase(key).replaceAll('_', '-');
}

/** benchmarkCmd → benchmark_cmd, the original's spelling in files. */
export function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** benchmarkCmd → SCHEDTUNA_BENCHMARK_CMD */
export function environmentName({ key }: OptionEntry): string {
  return `SCHEDTUNA_${snakeCase(key).toUpperCase()}`;
}
