import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createSearchSpace } from '@schedtuna/sdk';
import { describe, expect, it } from 'vitest';
import { simulateExperiment } from '../../../src/simulate/experiment/simulate-experiment.js';
import { createSimulatedStage } from '../../../src/simulate/experiment/simulated-stage.js';
import type { NoiseModel } from '../../../src/simulate/host/noise-model.js';
import { parseNoiseModel } from '../../../src/simulate/host/parse-noise-model.js';
import { tableOf } from '../tables.js';
import { agentWith, requestWith } from './random-agent.js';

const noise = { distribution: 'lognormal', cv: 0.03 } as const;

const examples = fileURLToPath(new URL('../../../../../examples/noise-models/', import.meta.url));

describe('a simulated experiment', () => {
  it.each(['encoder', 'server'])('without noise finds on table %s what is true', async (name) => {
    const figures = await simulateExperiment(requestWith({ table: tableOf(name) }));
    expect(figures.conclusion).toBe('better');
    expect(figures.trueRatio).toBeGreaterThan(1.01);
    const [truth, effect] = [figures.trueRatio as number, figures.effect];
    for (const value of [effect?.ratio, effect?.low, effect?.high, figures.searchRatio, figures.best?.ratio]) {
      expect(value).toBeCloseTo(truth, 9);
    }
    expect(figures.naive?.ratio).toBeCloseTo(figures.naive?.trueRatio as number, 9);
    expect(figures.noise?.sd).toBeCloseTo(0, 9);
    expect(figures.runs).toMatchObject({ baseline: 7, search: 12, anchor: 2, ablation: 0, test: 0 });
    expect(figures.runs.confirm).toBeLessThanOrEqual(24); // two finalists in eight blocks, fewer when it is clear
    expect(figures.ablation).toEqual([]);
  });

  it('is the same when it is repeated, and another with another seed', async () => {
    const run = (seed: number) => simulateExperiment(requestWith({ seed, model: { noise } }));
    expect(await run(5)).toEqual(await run(5));
    expect(await run(6)).not.toEqual(await run(5));
  });

  it('sees differences that do not exist, and knows it', async () => {
    const figures = await simulateExperiment(requestWith({ model: { noise, effects: 0 } }));
    expect(figures.trueRatio).toBe(1);
    expect(figures.best).toMatchObject({ trueRatio: 1 });
    expect(figures.best?.ratio).toBeGreaterThan(1.01);
    expect(figures.naive?.ratio).toBeGreaterThan(1.01);
    expect(figures.conclusion).not.toBe('worse');
  });

  it.each(['encoder', 'server'])(
    'makes the best row of table %s better by the share that is asked for',
    async (name) => {
      const table = tableOf(name);
      const options = { episodes: createSearchSpace(table.parameters).size - 1 };
      const figures = await simulateExperiment(requestWith({ table, model: { effects: { best: 0.05 } } }, options));
      expect(figures.best?.ratio).toBeCloseTo(1.05, 9);
      const half = await simulateExperiment(requestWith({ table, model: { effects: 0.5 } }, options));
      const whole = await simulateExperiment(requestWith({ table }, options));
      expect(half.best?.ratio).toBeCloseTo(Math.sqrt(whole.best?.ratio as number), 9);
    },
  );

  it('tells what each change was worth beside what the ablation kept', async () => {
    const request = requestWith({ seed: 2 }, { ablationRuns: 4, episodes: 30 });
    const { ablation, runs } = await simulateExperiment(request);
    expect(ablation.length).toBeGreaterThan(1);
    expect(runs.ablation).toBeGreaterThan(0);
    for (const { isKept, trueWithout } of ablation) {
      if (trueWithout !== undefined) expect(isKept).toBe(trueWithout < 1 - 1e-9);
    }
  });

  it('ends without a baseline where the default always fails', async () => {
    const figures = await simulateExperiment(requestWith({ model: { noise, failures: 0.999 } }));
    expect(figures.conclusion).toBe('baseline failed');
    expect(figures.noise).toBeUndefined();
    expect(figures.best).toBeUndefined();
    expect(figures.runs).toMatchObject({ baseline: 2, search: 0 });
  });

  it.each(readdirSync(examples))('ends under example %s', async (name) => {
    const model = parseNoiseModel(readFileSync(`${examples}${name}`, 'utf8'), name);
    const { effect, trueRatio, runs } = await simulateExperiment(requestWith({ model }));
    expect(effect?.ratio).toBeGreaterThan(0);
    expect(trueRatio).toBeGreaterThanOrEqual(1);
    expect(runs.confirm).toBeGreaterThan(0);
  });

  it('has nothing to confirm where nothing looks better', async () => {
    const silent = agentWith();
    const { create } = silent.definition;
    const definition = {
      ...silent.definition,
      create: async (context: Parameters<typeof create>[0]) => ({
        ...(await create(context)),
        recommend: () => undefined,
      }),
    };
    const model = { effects: 0, steps: [{ at: 8, factor: 2 }] }; // slower from the first run of the search on
    const figures = await simulateExperiment(requestWith({ model, agent: { ...silent, definition } }, { episodes: 3 }));
    expect(figures.conclusion).toBe('nothing to confirm');
    expect(figures.effect).toBeUndefined();
    expect(figures.noise).toBeDefined();
  });

  it('drifts as its host does: the last run is slower than the first', async () => {
    const { stage } = await createSimulatedStage(requestWith({ model: { drift: { total: 1, runs: 3 } } }));
    const measure = () =>
      stage.measure({ phase: 'baseline', block: 1, configuration: stage.space.defaultConfiguration });
    const trials = [await measure(), await measure(), await measure()];
    const values = trials.map(({ outcome }) => (outcome.status === 'completed' ? outcome.metrics.value : Number.NaN));
    expect(values.map((value) => value / values[0])).toEqual([1, expect.closeTo(Math.SQRT2, 9), expect.closeTo(2, 9)]);
    expect(trials.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(new Set(trials.map(({ startedAt }) => startedAt)).size).toBe(3);
  });

  it('is on a machine of its seed, whatever the agent', async () => {
    const firstValue = async (seed: number, agent = agentWith()) => {
      const { stage } = await createSimulatedStage(requestWith({ seed, agent, model: { noise } }));
      const { outcome } = await stage.measure({ phase: 'baseline', configuration: stage.space.defaultConfiguration });
      return outcome.status === 'completed' ? outcome.metrics.value : Number.NaN;
    };
    expect(await firstValue(1)).not.toBe(await firstValue(2));
    expect(await firstValue(1, { ...agentWith(), label: 'another' })).toBe(await firstValue(1));
  });

  it('gives back what its agent holds, also when it fails', async () => {
    let disposed = 0;
    const { create } = agentWith().definition;
    const holding = (changes: object) =>
      agentWith({ create: async (context) => ({ ...(await create(context)), ...changes, dispose: () => disposed++ }) });
    await simulateExperiment(requestWith({ agent: holding({}) }));
    expect(disposed).toBe(1);
    const failing = holding({ suggest: () => Promise.reject(new Error('no idea')) });
    await expect(simulateExperiment(requestWith({ agent: failing }))).rejects.toThrow('no idea');
    expect(disposed).toBe(2);
  });

  it('slows a maximised metric down, too', async () => {
    const model: NoiseModel = { steps: [{ at: 2, factor: 2 }] };
    const { stage } = await createSimulatedStage(requestWith({ table: tableOf('server'), model }));
    const { defaultConfiguration: configuration } = stage.space;
    const [first, second] = [
      await stage.measure({ phase: 'baseline', configuration }),
      await stage.measure({ phase: 'baseline', configuration }),
    ].map(({ outcome }) => (outcome.status === 'completed' ? outcome.metrics.value : Number.NaN));
    expect(first).toBeGreaterThan(0);
    expect(second / first).toBeCloseTo(0.5, 9);
  });

  it('holds the agent to its contract', async () => {
    const repeating = agentWith({
      create: async ({ space }) => ({
        suggest: async () => ({ configuration: space.defaultConfiguration, reason: 'again' }),
        observe: async () => ({}),
        recommend: () => undefined,
        save: async () => new Uint8Array(),
        load: async () => {},
      }),
    });
    await expect(simulateExperiment(requestWith({ agent: repeating }))).rejects.toMatchObject({
      code: 'ST_AGENT_INVALID',
      message: expect.stringMatching(/^agent drawing suggested a configuration that was already measured/),
    });
  });

  it('refuses an effect that the table cannot have', async () => {
    const table = tableOf('encoder');
    const space = createSearchSpace(table.parameters);
    const source = table.source.kind === 'rows' ? table.source : undefined;
    const best = source?.costs.get(
      JSON.stringify(source.names.map((one) => space.defaultConfiguration[one])),
    ) as number;
    const request = requestWith({ table: { ...table, best }, model: { effects: { best: 0.1 } } });
    await expect(simulateExperiment(request)).rejects.toMatchObject({
      code: 'ST_USAGE',
      message: 'effects.best cannot be 0.1 on encoder: its default is the best row',
    });
  });
});
