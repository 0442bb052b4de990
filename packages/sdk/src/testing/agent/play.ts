// Plays the core's part with an agent and holds every answer against the contract.
import type { Agent, AgentDefinition, Diagnostics, Observation } from '../../agent.js';
import type { Configuration } from '../../parameters.js';
import type { SearchSpace } from '../../space/search-space.js';
import { claim, claimEqual } from '../claim.js';
import { frozen } from '../frozen.js';
import type { Scenario } from './scenarios.js';

export interface Play {
  readonly scenario: Scenario;
  readonly agent: Agent;
  /** In order. */
  readonly suggested: Configuration[];
  /** Keys of the configurations that the agent was told about. */
  readonly observed: Set<string>;
  /** Keys of those that completed. */
  readonly completed: Set<string>;
}

/** Standard error of every score. */
const STANDARD_ERROR = 0.02;
/** Spaces up to this many combinations are counted. */
const COUNTED = 1000;

export async function start<O>(definition: AgentDefinition<O>, options: O, scenario: Scenario): Promise<Play> {
  const { space, seed, settings } = scenario;
  const agent = await definition.create({ space, seed, options, settings, log: () => {} });
  for (const name of ['suggest', 'observe', 'recommend', 'save', 'load'] as const) {
    claim(typeof agent?.[name] === 'function', `what create returns has no function ${name}`);
  }
  return { scenario, agent, suggested: [], observed: new Set(), completed: new Set() };
}

/** The default configuration first, if that has not been; then so many episodes. */
export async function playEpisodes(play: Play, episodes: number): Promise<void> {
  const { space } = play.scenario;
  if (play.observed.size === 0) await observe(play, space.defaultConfiguration, 0);
  for (let i = 0; i < episodes; i++) {
    const configuration = await suggestion(play);
    play.suggested.push(configuration);
    await observe(play, configuration, play.suggested.length);
  }
}

export async function observe(play: Play, configuration: Configuration, episode: number): Promise<void> {
  const observation = observationOf(play.scenario, configuration, episode);
  const key = play.scenario.space.key(configuration);
  play.observed.add(key);
  if (observation.status === 'completed') play.completed.add(key);
  checkDiagnostics(await play.agent.observe(frozen(observation)), 'observe');
  checkRecommendation(play);
}

export function observationOf(
  { space, settings, outcome }: Scenario,
  configuration: Configuration,
  episode: number,
): Observation {
  const score = outcome(space.toLevels(configuration));
  if (score === 'failed') return { configuration, episode, status: 'failed', class: 'benchmark_failed' };
  return {
    configuration,
    episode,
    status: 'completed',
    score,
    standardError: STANDARD_ERROR,
    reward: settings.rewardScaling * score,
    metrics: { speed: Math.exp(score) },
  };
}

export function checkDiagnostics(diagnostics: Diagnostics, from: string): void {
  claim(
    typeof diagnostics === 'object' && diagnostics !== null,
    `${from} must return diagnostics, {} at least, not ${diagnostics}`,
  );
  for (const [name, value] of Object.entries(diagnostics)) {
    claim(Number.isFinite(value), `${from} returns ${name} = ${value}; diagnostics must be finite numbers`);
  }
}

async function suggestion({ agent, scenario, observed }: Play): Promise<Configuration> {
  const { space } = scenario;
  const answer = await agent.suggest();
  const { configuration, reason } = answer ?? {};
  claim(
    typeof reason === 'string' && reason.trim() !== '',
    `suggest must say why: reason is ${JSON.stringify(reason)}`,
  );
  const problem = space.problem(configuration);
  claim(problem === undefined, `suggest proposes a configuration that is not allowed: ${problem}`);
  claimEqual(
    { ...configuration },
    { ...space.canonical(configuration) },
    'suggest proposes a configuration that is not canonical',
  );
  claim(
    !observed.has(space.key(configuration)) || observed.size >= numberOfConfigurations(space),
    `suggest repeats ${JSON.stringify(configuration)} although other configurations were never tried`,
  );
  return configuration;
}

function checkRecommendation({ agent, scenario, completed }: Play): void {
  const best = agent.recommend();
  if (best === undefined) {
    claim(completed.size === 0, 'recommend must name a configuration as soon as one has completed');
    return;
  }
  claim(completed.has(scenario.space.key(best)), `recommend names ${JSON.stringify(best)}, which has not completed`);
}

/** Allowed canonical configurations; Infinity for large spaces. */
function numberOfConfigurations(space: SearchSpace): number {
  if (space.size > COUNTED) return Number.POSITIVE_INFINITY;
  const keys = new Set<string>();
  for (let i = 0; i < space.size; i++) {
    let rest = i;
    const levels = space.dimensions.map(({ levels: { length } }) => {
      const level = rest % length;
      rest = Math.floor(rest / length);
      return level;
    });
    const configuration = space.fromLevels(levels);
    if (!space.forbidden(configuration)) keys.add(space.key(configuration));
  }
  return keys.size;
}
