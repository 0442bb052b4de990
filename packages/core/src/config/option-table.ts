// Every option once: CLI flag, key in files, environment variable, type, range, default. All else is derived from this table.
import type { Options } from './options.js';

export interface OptionEntry {
  /** Key in Options and in files; files may also use snake_case. */
  readonly key: keyof Options;
  /** JSON schema of one value. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly description: string;
  /** CLI flag; default: the key in kebab-case. */
  readonly flag?: string;
  readonly char?: 'S' | 'a' | 'b' | 'm' | 'n';
  /** Further spellings of the flag. */
  readonly aliases?: readonly string[];
  /** Undefined: the option has no value unless it is given. */
  readonly default?: unknown;
}

const text = { type: 'string', minLength: 1 } as const;
const count = (minimum: number, maximum: number) => ({ type: 'integer', minimum, maximum }) as const;
const positive = { type: 'number', exclusiveMinimum: 0, maximum: 1e6 } as const;

export const OPTION_TABLE: readonly OptionEntry[] = [
  { key: 'schedulerName', flag: 'scheduler', char: 'S', schema: text, default: 'eevdf', description: 'Scheduler to tune' },
  { key: 'benchmark', char: 'b', schema: text, description: 'Benchmark; default: llama-bench, or what --benchmark-cmd is' },
  { key: 'algorithm', flag: 'agent', char: 'a', aliases: ['algorithm'], schema: text, default: 'sac', description: 'Agent that chooses configurations' },
  { key: 'episodes', char: 'n', schema: count(1, 100_000), default: 50, description: 'Configurations to try' },
  { key: 'baselineRuns', schema: count(1, 1000), default: 3, description: 'Pairs of default against default at the start (A/A)' },
  { key: 'confirmRuns', schema: count(1, 1000), default: 8, description: 'Fresh interleaved pairs for the verdict' },
  { key: 'anchorEvery', schema: count(1, 100_000), default: 5, description: 'Measure the default again after so many episodes' },
  { key: 'optimizeMetric', char: 'm', schema: text, description: 'Metric to improve, or throughput, or latency' },
  { key: 'guards', flag: 'guard', schema: { type: 'array', items: text }, description: 'Bound as a ratio to default, e.g. "background_units_per_sec >= 0.8"; repeatable' },
  { key: 'minEffect', schema: { type: 'number', minimum: 0, maximum: 1 }, default: 0.01, description: 'Smallest effect that matters, as a share' },
  { key: 'benchmarkCmd', schema: text, description: 'Command to measure, or a llama-bench program' },
  { key: 'modelPath', schema: text, description: 'GGUF model for llama.cpp benchmarks' },
  { key: 'benchmarkOptions', schema: { type: 'object' }, default: {}, description: 'Option of the benchmark, KEY=VALUE; repeatable' },
  { key: 'agentOptions', schema: { type: 'object' }, default: {}, description: 'Option of the agent, KEY=VALUE; repeatable' },
  { key: 'timeout', schema: { type: 'number', exclusiveMinimum: 0, maximum: 86_400 }, default: 300, description: 'Longest benchmark run, seconds' },
  { key: 'learningRate', schema: { type: 'number', exclusiveMinimum: 0, maximum: 10 }, default: 1e-3, description: "Step size of the agent's policy" },
  { key: 'updateFrequency', schema: count(1, 100_000), default: 5, description: 'Episodes between updates of the policy' },
  { key: 'saveFrequency', schema: count(1, 100_000), default: 25, description: 'Episodes between checkpoints of the agent' },
  { key: 'rewardScaling', schema: positive, default: 1, description: 'reward = scaling × score' },
  { key: 'useGpu', flag: 'gpu', schema: { type: 'boolean' }, default: true, description: 'Let the agent use a GPU' },
  { key: 'pretrainedModelPath', flag: 'pretrained-model', schema: text, description: 'Checkpoint that the agent starts from' },
  { key: 'experimentName', schema: text, description: 'Directory name of the results' },
  { key: 'resultsDir', schema: text, default: 'results', description: 'Where experiments are kept' },
  { key: 'seed', schema: count(0, 2 ** 31 - 1), description: 'Makes every decision reproducible; default: random' },
];

/** benchmarkCmd → benchmark-cmd */
export function flagOf({ flag, key }: OptionEntry): string {
  return flag ?? key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** benchmarkCmd → benchmark_cmd: the original's spelling in files. */
export function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** benchmarkCmd → SCHEDTUNA_BENCHMARK_CMD */
export function environmentName({ key }: OptionEntry): string {
  return `SCHEDTUNA_${snakeCase(key).toUpperCase()}`;
}
