import { describe, expect, it } from 'vitest';
import type { ExperimentFigures } from '../../../src/simulate/experiment/experiment-figures.js';
import { summariseExperiments } from '../../../src/simulate/experiment/summarise-experiments.js';
import { verdictTable } from '../../../src/simulate/experiment/verdict-table.js';
import { wilson } from '../../../src/stats/wilson.js';

const runs = { baseline: 7, search: 10, anchor: 1, ablation: 0, confirm: 16, test: 0 };

function told(space: string, figures: Partial<ExperimentFigures>, agent = 'random') {
  const known = { runs, finalists: 1, plannedBlocks: 8, ablation: [] };
  return { agent, space, conclusion: 'inconclusive', ...known, ...figures } as const;
}

const right = told('a', {
  conclusion: 'better',
  effect: { ratio: 1.1, low: 1.05, high: 1.2 },
  trueRatio: 1.08,
  naive: { ratio: 1.2, trueRatio: 1.08 },
});
const wrong = told('a', {
  conclusion: 'better',
  effect: { ratio: 1.1, low: 1.05, high: 1.2 },
  trueRatio: 1,
  naive: { ratio: 1.3, trueRatio: 0.9 },
});
const failing = told('b', {
  conclusion: 'nothing to confirm',
  naive: { ratio: 0.9, trueRatio: 0.9 },
  runs: { ...runs, search: 20 },
});

describe('many simulated experiments', () => {
  it('are counted by what was concluded, and by what is true', () => {
    const [summary] = summariseExperiments([right, wrong]);
    expect(summary).toMatchObject({ agent: 'random', space: 'a', experiments: 2, trueGain: 1.04 });
    expect(summary.endings.better).toEqual(wilson(2, 2));
    expect(summary.endings.worse).toEqual(wilson(0, 2));
    expect(summary.falseBetter).toEqual(wilson(1, 2));
    expect(summary.naiveFalseBetter).toEqual(wilson(1, 2));
    expect(summary.coverage).toEqual(wilson(1, 2));
  });

  it('come by table and agent, and all tables together at last', () => {
    const summaries = summariseExperiments([right, failing, told('a', {}, 'sac'), told('b', {}, 'sac')]);
    expect(summaries.map(({ space, agent, experiments }) => [space, agent, experiments])).toEqual([
      ['a', 'random', 1],
      ['a', 'sac', 1],
      ['b', 'random', 1],
      ['b', 'sac', 1],
      [undefined, 'random', 2],
      [undefined, 'sac', 2],
    ]);
    expect(summaries[4].runs.search).toBe(15);
  });

  it('claim nothing where there is no verdict', () => {
    const [summary] = summariseExperiments([failing]);
    expect(summary.trueGain).toBeNull();
    expect(summary.coverage.share).toBeNaN();
    expect(summary.naiveFalseBetter.share).toBe(0);
  });

  it('are a table for the terminal, agents side by side', () => {
    const summaries = summariseExperiments([right, told('a', {}, 'sac')]);
    const options = { episodes: 10, baselineRuns: 3, anchorEvery: 5, ablationRuns: 0, confirmRuns: 8, minEffect: 0.01 };
    const simulated = { model: {}, protocol: options, seeds: 1, summaries, fits: [], experiments: [], files: [] };
    const lines = verdictTable(simulated);
    expect(lines[0]).toBe('a, 1 experiment of 10 episodes by each agent');
    expect(lines[1]).toMatch(/^ +random +sac$/);
    expect(lines).toContainEqual(
      expect.stringMatching(/^ {2}better +100\.0 % \[20\.7, 100\.0\] +0\.0 % \[0\.0, 79\.3\]$/),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}median true gain +×1\.08 +–$/));
    expect(lines.join()).not.toContain('baseline failed');
    expect(
      verdictTable({
        ...simulated,
        summaries: summariseExperiments([told('a', { conclusion: 'baseline failed' })]),
      }).join(),
    ).toContain('baseline failed');
  });
});
