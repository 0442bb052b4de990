// One run of an agent on a measured table: the protocol that all optimizers are compared by.
import type { Agent, Configuration, Observation, SearchSpace } from '@schedtuna/sdk';
import { checkConfiguration, checkDiagnostics, checkSuggestion } from '../experiment/agent/checks.js';
import { createPythonRandom } from './mersenne-twister.js';
import type { Played } from './run-record.js';
import { costOf, type MeasuredTable, regretOf } from './table.js';

export interface Game {
  readonly table: MeasuredTable;
  /** Of the table's parameters. */
  readonly space: SearchSpace;
  /** Evaluations, that of the default included; at least 1. */
  readonly budget: number;
  readonly seed: number;
  /** Coefficient of variation c: a cost is measured as cost × exp(N(−c²/2, c)). */
  readonly noise: number;
  /** Told after each evaluation. */
  evaluated(): void;
}

/**
 * Evaluation 1 is the default configuration, told to everybody. The incumbent is what the agent recommends after each
 * evaluation; its regret is that of the true cost, and that of the worst row when it recommends nothing or something that fails.
 * Throws ST_AGENT_INVALID when the agent `name` says what its contract does not allow; repeats are counted, not refused.
 */
export async function play(name: string, agent: Agent, game: Game): Promise<Played> {
  const { table, space, budget } = game;
  const measure = createMeasure(game);
  const seen = new Set<string>();
  const regret: number[] = [];
  let [top1, fails, dups] = [budget + 1, 0, 0];
  for (let episode = 0; episode < budget; episode++) {
    const configuration = episode === 0 ? space.defaultConfiguration : await suggested(name, agent, space);
    const key = space.key(configuration);
    if (seen.has(key)) dups++;
    seen.add(key);
    const observation = measure(configuration, episode);
    if (observation.status === 'failed') fails++;
    checkDiagnostics(name, await agent.observe(observation));
    const cost = trueCost(name, agent, game);
    regret.push(regretOf(table, cost));
    if (cost <= table.top) top1 = Math.min(top1, episode + 1);
    game.evaluated();
  }
  return { regret, top1, fails, dups };
}

/** What an experiment would tell: the log of the ratio to the default, as it was measured in evaluation 1. */
function createMeasure({
  table,
  space,
  seed,
  noise,
}: Game): (configuration: Configuration, episode: number) => Observation {
  const random = createPythonRandom(seed * 7919 + 17); // the stream that recorded runs of other optimizers met
  const sign = table.direction === 'minimize' ? -1 : 1;
  let reference: number | undefined;
  return (configuration, episode) => {
    const cost = costOf(table, space, configuration);
    if (cost === undefined) return { configuration, episode, status: 'failed', class: 'benchmark_failed' };
    const measured = noise === 0 ? cost : cost * Math.exp(random.gauss((-noise * noise) / 2, noise));
    reference ??= measured;
    const score = sign * Math.log(measured / reference) + 0; // + 0: never −0
    return { configuration, episode, status: 'completed', score, standardError: noise, reward: score, metrics: {} };
  };
}

async function suggested(name: string, agent: Agent, space: SearchSpace): Promise<Configuration> {
  const { configuration } = checkSuggestion(name, await agent.suggest());
  checkConfiguration(name, 'suggested', configuration, space);
  return space.canonical(configuration);
}

function trueCost(name: string, agent: Agent, { table, space }: Game): number {
  const incumbent = agent.recommend();
  if (incumbent === undefined) return table.worst;
  checkConfiguration(name, 'recommended', incumbent, space);
  return costOf(table, space, incumbent) ?? table.worst;
}
