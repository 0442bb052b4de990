import { readFileSync } from 'node:fs';
import type { Agent, Configuration, Observation, SearchSpace } from '@schedtuna/sdk';
import { describe, expect, it } from 'vitest';
import { play } from '../../src/simulate/play.js';
import { costOf } from '../../src/simulate/table.js';
import { fixturePath, gameOn, tableOf } from './tables.js';

/**
 * Written by the reference implementation of the protocol in Python 3.11, `run(Space(TABLE), factory, 30, seed, noise)`, where the
 * factory's optimizer draws `tuple(Random(seed).randrange(n) for n in sizes)` and its choices were written down.
 */
interface RecordedRun {
  readonly space: string;
  readonly seed: number;
  readonly noise: number;
  readonly default: readonly number[];
  readonly choices: readonly (readonly number[])[];
  readonly regret: readonly number[];
  readonly top1: number;
  readonly fails: number;
  readonly dups: number;
}

const recorded = JSON.parse(readFileSync(fixturePath('protocol-runs.json'), 'utf8')) as readonly RecordedRun[];

interface Scripted extends Agent {
  readonly heard: readonly Observation[];
}

/** Suggests what it is given, and recommends the lowest value that it heard, the first of equal ones. */
function scripted(space: SearchSpace, choices: readonly (readonly number[])[]): Scripted {
  const heard: Observation[] = [];
  const left = choices.values();
  return {
    heard,
    suggest: async () => ({ configuration: space.fromLevels(left.next().value ?? []), reason: 'recorded' }),
    observe: async (observation) => {
      heard.push(observation);
      return {};
    },
    recommend: () => {
      let best: Extract<Observation, { status: 'completed' }> | undefined;
      for (const one of heard) if (one.status === 'completed' && !(best && best.score >= one.score)) best = one;
      return best?.configuration;
    },
    save: async () => new Uint8Array(),
    load: async () => {},
  };
}

describe('the protocol', () => {
  it.each(recorded)('gives the regrets of the reference on $space with noise $noise', async (run) => {
    const game = gameOn(tableOf(run.space), { budget: 30, seed: run.seed, noise: run.noise });
    expect(game.space.toLevels(game.space.defaultConfiguration)).toEqual(run.default);
    const { regret, top1, fails, dups } = await play('scripted', scripted(game.space, run.choices), game);
    expect({ top1, fails, dups }).toEqual({ top1: run.top1, fails: run.fails, dups: run.dups });
    expect(regret).toHaveLength(30);
    regret.forEach((value, t) => {
      expect(value).toBeCloseTo(run.regret[t], 12);
    });
  });

  it('tells the log of the ratio to the default, higher is better whatever the metric', async () => {
    const table = tableOf('server');
    const game = gameOn(table, { budget: 3 });
    const agent = scripted(game.space, [
      [59, 1],
      [70, 1],
    ]);
    await play('scripted', agent, game);
    const [first, better, failed] = agent.heard;
    expect(first).toMatchObject({ episode: 0, status: 'completed', score: 0, standardError: 0 });
    const ratio =
      Number(costOf(table, game.space, better.configuration)) / Number(costOf(table, game.space, first.configuration));
    expect(ratio).toBeGreaterThan(1);
    expect(better).toMatchObject({ episode: 1, score: Math.log(ratio), reward: Math.log(ratio) });
    expect(failed).toEqual({
      configuration: failed.configuration,
      episode: 2,
      status: 'failed',
      class: 'benchmark_failed',
    });
  });

  it('lets less be better where the metric is minimised', async () => {
    const table = tableOf('encoder');
    const game = gameOn(table, { budget: 2, noise: 0 });
    const agent = scripted(game.space, [[0, 1, 1, 1]]);
    await play('scripted', agent, game);
    const [first, second] = agent.heard.map(({ configuration }) => Number(costOf(table, game.space, configuration)));
    expect(second).toBeLessThan(first);
    expect(agent.heard[1]).toMatchObject({ score: expect.closeTo(Math.log(first / second), 12) });
  });

  it('says how much a value can be trusted', async () => {
    const game = gameOn(tableOf('encoder'), { budget: 2, noise: 0.15 });
    const agent = scripted(game.space, [[0, 1, 1, 1]]);
    await play('scripted', agent, game);
    expect(agent.heard.map((heard) => heard.status === 'completed' && heard.standardError)).toEqual([0.15, 0.15]);
  });

  it('counts an agent that recommends nothing as the worst row', async () => {
    const table = tableOf('encoder');
    const game = gameOn(table, { budget: 2 });
    const silent = { ...scripted(game.space, [[0, 0, 0, 0]]), recommend: () => undefined };
    const { regret, top1 } = await play('silent', silent, game);
    const worst = (table.worst - table.best) / (table.median - table.best);
    expect(regret).toEqual([worst, worst]);
    expect(top1).toBe(3);
  });

  it.each([
    ['suggests outside of the table', { suggest: async () => ({ configuration: { ref: 9 }, reason: '' }) }],
    ['suggests nothing', { suggest: async () => undefined as never }],
    ['recommends outside of the table', { recommend: (): Configuration => ({ cabac: 3 }) }],
    ['returns no numbers', { observe: async () => ({ entropy: Number.NaN }) }],
  ])('refuses an agent that %s', async (_, fault: Partial<Agent>) => {
    const game = gameOn(tableOf('encoder'), { budget: 2 });
    const agent = { ...scripted(game.space, [[0, 0, 0, 0]]), ...fault };
    await expect(play('faulty', agent, game)).rejects.toMatchObject({
      code: 'ST_AGENT_INVALID',
      message: expect.stringContaining('agent faulty'),
    });
  });
});
