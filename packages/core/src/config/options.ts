// Every option of a run, resolved: CLI flags, file keys and API share these names.
import type { BackendName } from '@schedtuna/sdk';

export interface Options {
  /** Scheduler to tune. */
  readonly schedulerName: string;
  /** Definition file of a sched_ext scheduler, in place of an installed plugin. */
  readonly schedulerFile?: string;
  /** Parameters to search; undefined: all that have an effect here. */
  readonly searchParameters?: readonly string[];
  /** Benchmark to run; undefined: chosen from benchmarkCmd, else llama-bench. */
  readonly benchmark?: string;
  /** Agent that chooses configurations. */
  readonly algorithm: string;
  /** Configurations to try. */
  readonly episodes: number;
  /** Pairs of default against default (A/A) at the start. */
  readonly baselineRuns: number;
  /** Default against winner, fresh interleaved pairs at the end: at most so many, fewer when it is clear. */
  readonly confirmRuns: number;
  /** Fresh blocks in which each change of the best configuration is put back: at most so many; 0: none. */
  readonly ablationRuns: number;
  /** Promising configurations are measured again within the episodes. */
  readonly racing: boolean;
  /** The default configuration is measured again after so many episodes. */
  readonly anchorEvery: number;
  /** A run of the search that is a loser beyond doubt is ended before its time. */
  readonly earlyStop: boolean;
  /** A run is repeated when other processes used so many CPUs more beside it than they did during A/A. */
  readonly maxForeignCpus: number;
  /** Seconds between a sched_ext scheduler's attachment and the benchmark. */
  readonly settle: number;
  /** A sched_ext scheduler or service that runs is stopped, and put back afterwards. */
  readonly takeOver: boolean;
  /** User that benchmarks run as; undefined: whoever called sudo, else the user of the tuner. */
  readonly benchmarkUser?: string;
  /** Smallest effect that matters, as a share: 0.01 = 1 %. */
  readonly minEffect: number;
  /** Metric to improve; undefined: throughput where prompt and generation speed are measured, else the benchmark's first metric. */
  readonly optimizeMetric?: string;
  /** In place of optimizeMetric: metrics to improve together, each with a weight above 0. */
  readonly objective?: Readonly<Record<string, number>>;
  /** Bounds as ratios to default or as values with a unit; undefined: the benchmark's own; empty: none. */
  readonly guards?: readonly string[];
  readonly benchmarkCmd?: string;
  readonly modelPath?: string;
  readonly benchmarkOptions: Readonly<Record<string, unknown>>;
  readonly agentOptions: Readonly<Record<string, unknown>>;
  /** Longest run of the benchmark, seconds. */
  readonly timeout: number;
  readonly learningRate: number;
  readonly updateFrequency: number;
  /** A checkpoint of the agent every so many episodes. */
  readonly saveFrequency: number;
  readonly rewardScaling: number;
  readonly useGpu: boolean;
  /** What the agent computes with; undefined: what it prefers. */
  readonly backend?: BackendName;
  readonly pretrainedModelPath?: string;
  readonly experimentName?: string;
  readonly resultsDir: string;
  /** Same seed and same outcomes: same decisions. */
  readonly seed: number;
}
