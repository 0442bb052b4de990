// Contract of a benchmark plugin. The core starts, times, limits and kills the processes; the plugin says which and reads what they print.
import type { Command, CommandOutput } from './command.js';
import type { Fail, Host } from './host.js';
import type { OptionsSchema } from './options.js';
import type { Samples } from './outcome.js';

export interface Metric {
  /** For example `tokens/s`. */
  readonly unit: string;
  readonly direction: 'maximize' | 'minimize';
  readonly description?: string;
  /** Short words for sentences: `token generation`. Default: the metric's name. */
  readonly label?: string;
  /** true: not every run or option gives it. Default false: a run without it is `unparsable_output`. */
  readonly optional?: boolean;
}

export type Metrics = Readonly<Record<string, Metric>>;

export interface BenchmarkContext<O = Readonly<Record<string, unknown>>> {
  /** Validated `--benchmark-options`, with defaults filled in. */
  readonly options: O;
  /** `--benchmark-cmd`, split into words as a POSIX shell would (no expansion), or undefined. */
  readonly benchmarkCmd?: readonly string[];
  /** `--benchmark-cmd` as it was given, for a benchmark that hands it to a shell. */
  readonly benchmarkLine?: string;
  /** `--model-path`, absolute, or undefined. */
  readonly modelPath?: string;
  /** Per-user cache directory of the tuner; it exists. */
  readonly cacheDir: string;
  readonly host: Host;
  readonly fail: Fail;
  log(message: string): void;
  /** Samples pp_tokens_per_sec and tg_tokens_per_sec of `llama-bench -o jsonl` (or json) output; undefined when it is something else. */
  readonly parseLlamaBench: (stdout: string) => Samples | undefined;
}

/** Result of `prepare`: plain JSON, kept in the journal and given to every later call. */
export interface Prepared {
  /** One line for people: what is measured. */
  readonly description: string;
  /** What must be equal for two runs to be comparable: version, model hash, threads. */
  readonly facts: Readonly<Record<string, string>>;
  /** Rough length of one run in seconds, when it is known beforehand. */
  readonly expectedSeconds?: number;
  /** The plugin's own; JSON. */
  readonly data?: unknown;
}

/** A load beside the benchmark. It must end when its standard input closes. */
export interface Background {
  readonly command: Command;
  /** Its first line on stdout says that it runs; the benchmark starts then. Limit in milliseconds, default 5,000. */
  readonly readyWithinMs?: number;
}

export interface BenchmarkOutput extends CommandOutput {
  /** Same order as `background` returned them. */
  readonly background: readonly CommandOutput[];
}

/** What a run has printed so far. */
export interface OutputSoFar {
  /** Whole lines from the beginning; the last one ends in a newline. */
  readonly stdout: string;
  /** In the order of `background`; absent while the benchmark runs, there when the run was ended before its time. */
  readonly background?: readonly CommandOutput[];
}

export interface Benchmark<O = Readonly<Record<string, unknown>>> {
  /** Unique among installed benchmarks, for example `llama-bench`. */
  readonly name: string;
  readonly description: string;
  readonly homepage?: string;
  /** JSON schema of `--benchmark-options`. */
  readonly options?: OptionsSchema;
  /** The core adds `execution_time` (seconds, minimize), the wall time of the command. */
  metrics(options: O): Metrics;
  /** Words of `--benchmark-cmd` that select this benchmark when none is named; the first that says true wins. */
  recognises?(benchmarkCmd: readonly string[]): boolean;
  /**
   * Default for `--guard`: bounds as ratios to the default configuration, for example `background_units_per_sec >= 0.8`, or
   * as values in the metric's unit, for example `p99_ms <= 12 ms`; `absolute` stands for the unit of a metric without one.
   */
  guards?(options: O, prepared: Prepared): readonly string[];
  /** Once per experiment, before anything is measured: check, write models, find programs. */
  prepare?(context: BenchmarkContext<O>): Promise<Prepared>;
  command(context: BenchmarkContext<O>, prepared: Prepared): Command;
  background?(context: BenchmarkContext<O>, prepared: Prepared): readonly Background[];
  /** Samples by metric. Throws when the output makes no sense: the trial fails as `unparsable_output`. */
  parse(output: BenchmarkOutput, context: BenchmarkContext<O>, prepared: Prepared): Samples;
  /**
   * Samples that whole lines of output give already, so that a run that is clearly worse than the default need not go on to its
   * end; undefined, or without a metric: none yet. For each metric they are a beginning of what `parse` gives of the whole output,
   * and all of it once the output is whole and `background` is there. Called now and then while the benchmark runs, so it must be
   * quick. A benchmark without it is always run to its end.
   */
  parseSoFar?(output: OutputSoFar, context: BenchmarkContext<O>, prepared: Prepared): Samples | undefined;
}

/** Identity; gives the options a type. */
export function defineBenchmark<O>(benchmark: Benchmark<O>): Benchmark {
  return benchmark as unknown as Benchmark;
}
