// Runs an agent against a made-up objective, the way the engine calls it; for the tests of all agents that critics guide.
import type {
  Agent,
  AgentContext,
  AgentDefinition,
  AgentSettings,
  BackendName,
  Configuration,
  Diagnostics,
  Observation,
  SearchSpace,
} from '@schedtuna/sdk';

/** Of all tests of agents: SCHEDTUNA_TEST_BACKEND names the backend that they run on, undefined: what agents prefer. */
export const backend = process.env.SCHEDTUNA_TEST_BACKEND as BackendName | undefined;

const usualSettings = { learningRate: 1e-3, updateFrequency: 5, rewardScaling: 1, episodes: 50, useGpu: false };
export const settings: AgentSettings = { ...usualSettings, ...(backend ? { backend } : {}) };

/** Short fits, where a test is not about learning. */
export const quick = { initialDesign: 6, criticSteps: 2, exploration: 1, processes: 8 };
/** The options' defaults. */
export const usual = { initialDesign: 6, criticSteps: 20, exploration: 1, processes: 8 };

export async function create<O>(
  definition: AgentDefinition<O>,
  space: SearchSpace,
  options: O,
  context: Partial<AgentContext<O>> = {},
): Promise<Agent> {
  return definition.create({ space, seed: 1, options, settings, log: () => {}, ...context });
}

/** Score of a configuration, or undefined for a failed run. */
export type Objective = (configuration: Configuration) => number | undefined;

/** Share of the parameters that are on, in tenths. */
export const count: Objective = (configuration) => Object.values(configuration).filter(Boolean).length / 10;

/** For 12 flags: every one has an effect, two pairs interact; the best of 4096 is 0.68. */
export const interacting: Objective = (configuration) => {
  const x = Object.values(configuration).map(Number);
  const effects = [0.08, -0.05, 0.02, 0.1, -0.03, 0.04, 0.01, -0.06, 0.07, 0.03, -0.02, 0.05];
  return effects.reduce((sum, effect, i) => sum + effect * x[i], 0) + 0.2 * x[0] * x[5] + 0.08 * x[3] * x[8];
};

export function observationOf(configuration: Configuration, episode: number, score: number | undefined): Observation {
  if (score === undefined) return { configuration, episode, status: 'failed', class: 'load_failed' };
  return { configuration, episode, status: 'completed', score, standardError: 0.01, reward: score, metrics: {} };
}

export interface Trace {
  readonly configurations: Configuration[];
  readonly reasons: string[];
  readonly diagnostics: Diagnostics[];
}

/** Observes the default first unless `from` is later. */
export async function run(
  agent: Agent,
  space: SearchSpace,
  objective: Objective,
  episodes: number,
  from = 1,
): Promise<Trace> {
  const trace: Trace = { configurations: [], reasons: [], diagnostics: [] };
  if (from === 1)
    await agent.observe(observationOf(space.defaultConfiguration, 0, objective(space.defaultConfiguration)));
  for (let episode = from; episode < from + episodes; episode++) {
    const { configuration, reason } = await agent.suggest();
    trace.configurations.push(configuration);
    trace.reasons.push(reason);
    trace.diagnostics.push(await agent.observe(observationOf(configuration, episode, objective(configuration))));
  }
  return trace;
}

/** Best score among configurations that completed. */
export function bestOf(configurations: readonly Configuration[], objective: Objective): number {
  return Math.max(...configurations.map((configuration) => objective(configuration) ?? Number.NEGATIVE_INFINITY));
}
