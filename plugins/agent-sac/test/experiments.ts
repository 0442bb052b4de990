// Runs an agent against a made-up objective, the way the engine calls it.
import {
  type Agent,
  type AgentContext,
  type AgentDefinition,
  type Configuration,
  createSearchSpace,
  type Diagnostics,
  type Observation,
  type Parameters,
  type SearchSpace,
} from '@schedtuna/sdk';

export const settings = { learningRate: 1e-3, updateFrequency: 5, rewardScaling: 1, episodes: 50, useGpu: false };

/** Defaults of the options, with short fits where a test is not about learning. */
export const quick = { initialDesign: 6, criticSteps: 2, policySteps: 1, exploration: 2 };
export const usual = { initialDesign: 6, criticSteps: 20, policySteps: 5, exploration: 2 };

export function booleans(count: number): SearchSpace {
  return createSearchSpace(
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `flag_${i}`,
        { type: 'boolean', default: false, description: 'A flag.' } satisfies Parameters[string],
      ]),
    ),
  );
}

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
