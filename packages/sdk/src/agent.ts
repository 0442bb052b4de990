// Contract of an agent plugin: ask and tell. The core validates both directions and runs the agent in a worker thread
// that is idle while a measurement runs.
import type { BackendName, BackendState } from './backends.js';
import type { OptionsSchema } from './options.js';
import type { FailureClass, MetricValues } from './outcome.js';
import type { Configuration } from './parameters.js';
import type { SearchSpace } from './space/search-space.js';

export interface AgentSettings {
  /** Step size of the agent's policy; --learning-rate. */
  readonly learningRate: number;
  /** Policy updates happen every so many episodes; --update-frequency. */
  readonly updateFrequency: number;
  /** reward = rewardScaling × score; --reward-scaling. */
  readonly rewardScaling: number;
  /** Planned number of episodes. */
  readonly episodes: number;
  /** false: --no-gpu. */
  readonly useGpu: boolean;
  /** Compute with this one or fail; undefined: what the agent prefers; --backend. */
  readonly backend?: BackendName;
}

/** The settings that decide which backend runs. */
export type BackendRequest = Pick<AgentSettings, 'useGpu' | 'backend'>;

export interface AgentContext<O = Readonly<Record<string, unknown>>> {
  readonly space: SearchSpace;
  /** Same seed and same observations: same suggestions. */
  readonly seed: number;
  /** Validated `--agent-options`, with defaults filled in. */
  readonly options: O;
  readonly settings: AgentSettings;
  log(message: string): void;
}

export interface Suggestion {
  readonly configuration: Configuration;
  /** A few words for the log: `expected improvement`, `initial design`. */
  readonly reason: string;
}

export type Observation = {
  readonly configuration: Configuration;
  /** 0 for the default configuration, measured before the first episode. */
  readonly episode: number;
} & (
  | {
      readonly status: 'completed';
      /** Log ratio of the objective to the time-local baseline, higher is better, 0 = as good as default. */
      readonly score: number;
      /** Of `score`, same unit; from the noise of default against default. */
      readonly standardError: number;
      /** rewardScaling × score. */
      readonly reward: number;
      readonly metrics: MetricValues;
    }
  | { readonly status: 'failed'; readonly class: FailureClass }
);

/** What the agent can tell about itself after an observation; every value finite. */
export type Diagnostics = Readonly<
  Partial<Record<'policyLoss' | 'valueLoss' | 'entropy' | 'temperature' | 'exploration', number>>
>;

/**
 * Order of calls: `load` or `pretrain` at most once, first; then observe(default); then suggest, observe, suggest, observe, …,
 * where a promising configuration may be observed again without another suggest in between. `recommend` and `save` may come
 * between any two of these. No two calls overlap.
 */
export interface Agent {
  /** A configuration of the space that was not observed yet, as long as one exists. */
  suggest(): Promise<Suggestion>;
  /** An observation of a configuration that was observed before is another run of it, which may come without a suggestion. */
  observe(observation: Observation): Promise<Diagnostics>;
  /** Best by the agent's own estimate among completed observations; undefined when there is none. */
  recommend(): Configuration | undefined;
  /** Observations of other experiments, in any order, before anything of this one; the agent matches parameters by name. */
  pretrain?(history: readonly Observation[]): Promise<Diagnostics>;
  /** The whole state: an agent that loads it continues exactly as this one would. */
  save(): Promise<Uint8Array>;
  load(bytes: Uint8Array): Promise<void>;
  /** Frees what is not garbage collected. */
  dispose?(): void;
}

export interface AgentDefinition<O = Readonly<Record<string, unknown>>> {
  /** Unique among installed agents, for example `sac`. */
  readonly name: string;
  readonly description: string;
  readonly homepage?: string;
  /** JSON schema of `--agent-options`. */
  readonly options?: OptionsSchema;
  /**
   * Every backend once, of which at most one runs under these settings: for `agents show`, and for --backend before anything is
   * measured. Absent in agents that have no choice.
   */
  backends?(request: BackendRequest): Promise<readonly BackendState[]>;
  create(context: AgentContext<O>): Promise<Agent>;
}

/** Identity; gives the options a type. */
export function defineAgent<O>(agent: AgentDefinition<O>): AgentDefinition {
  return agent as unknown as AgentDefinition;
}
