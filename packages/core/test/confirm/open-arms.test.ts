import { describe, expect, it } from 'vitest';
import { judge, openArms } from '../../src/confirm/judge.js';
import { plannedLooks } from '../../src/confirm/looks.js';
import { streamOf } from '../../src/stats/random.js';
import { blocksOf, JITTER, judgeInput, runsAt } from './fresh-runs.js';

const openAfter = (trials: ReturnType<typeof runsAt>, more = {}) =>
  openArms(judgeInput(trials, { plannedBlocks: 20, ...more }));
const normal = (random: () => number) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

describe('openArms', () => {
  it.each([1, 2, 3])('ends with the first look when one of %i finalists is clearly better', (finalists) => {
    const [first] = plannedLooks(20, finalists);
    const ratios = [1.3, 0.99, 1.005].slice(0, finalists);
    expect(openAfter(runsAt(first, ...ratios))).toEqual([]);
    expect(openAfter(runsAt(first - 1, ...ratios))).toContain(1);
  });

  it('goes on with the others when one is decided but not better', () => {
    const undecided = (block: number) => 105 * Math.exp(20 * JITTER[block % JITTER.length]);
    const trials = blocksOf(8, (block) => [{ speed: 100 }, { speed: 60 + JITTER[block] }, { speed: undecided(block) }]);
    expect(openAfter(trials)).toEqual([2]);
    const failing = blocksOf(8, (block) => [
      { speed: 100 },
      { speed: undecided(block) },
      block < 4 ? 'failed' : { speed: 130 },
    ]);
    expect(openAfter(failing)).toEqual([1]);
  });

  it('ends when all are equivalent or worse', () => {
    expect(openAfter(runsAt(10, 1, 0.8))).toEqual([]);
  });

  it('goes on with all while nothing is clear', () => {
    const noisy = (block: number, arm: number) =>
      (103 + arm) * Math.exp(20 * JITTER[(block + 3 * arm) % JITTER.length]);
    const trials = blocksOf(8, (block) => [{ speed: 100 }, { speed: noisy(block, 0) }, { speed: noisy(block, 1) }]);
    expect(openAfter(trials)).toEqual([1, 2]);
  });

  it('gives up what can be neither better, worse nor equivalent by the planned end', () => {
    const nearTheBound = (block: number) => 101 * Math.exp(0.0008 + JITTER[block % JITTER.length]);
    const trials = blocksOf(18, (block) => [{ speed: 100 }, { speed: nearTheBound(block) }]);
    expect(judge(judgeInput(trials, { plannedBlocks: 20 })).conclusion).toBe('inconclusive');
    expect(openAfter(trials)).toEqual([]);
    expect(openAfter(trials, { plannedBlocks: 200 })).toEqual([1]);
    expect(openAfter(trials, { plannedBlocks: 18 })).toEqual([1]); // the end comes anyway
  });

  it('goes on until the end while a guard is uncertain', () => {
    const guards = ['background >= 0.8'];
    const trials = (count: number, background: number) =>
      blocksOf(count, (block) => [
        { speed: 100, background: 10 },
        { speed: 130 + JITTER[block % 10], background: background * Math.exp(20 * JITTER[block % 10]) },
      ]);
    for (const look of plannedLooks(20, 1)) expect(openAfter(trials(look, 8.1), { guards })).toEqual([1]);
    expect(openAfter(trials(plannedLooks(20, 1)[0], 9.9), { guards })).toEqual([]);
    expect(openAfter(trials(plannedLooks(20, 1)[0], 5), { guards })).toEqual([]); // certainly broken: worse
  });

  it('ends as better exactly when the verdict then is better', () => {
    const random = streamOf(6, 'noise');
    const planned = 12;
    let [ended, better] = [0, 0];
    for (let i = 0; i < 60; i++) {
      const finalists = 1 + (i % 2);
      const all = blocksOf(planned, () =>
        Array.from({ length: finalists + 1 }, (_, arm) => ({
          speed: 100 * Math.exp((arm > 0 ? 0.045 : 0) + 0.03 * normal(random)),
        })),
      );
      for (const look of plannedLooks(planned, finalists)) {
        const input = judgeInput(
          all.filter(({ block = 0 }) => block <= look),
          { plannedBlocks: planned },
        );
        const { conclusion, pValue } = judge(input);
        const isOver = openArms(input).length === 0;
        ended += Number(isOver);
        better += Number(conclusion === 'better');
        if (conclusion === 'better') expect(isOver).toBe(true);
        if (isOver && conclusion === 'inconclusive') expect(pValue).toBeGreaterThan(0.05); // without hope, not stopped as better
        if (isOver) break;
      }
    }
    expect(better).toBeGreaterThan(20);
    expect(ended).toBeGreaterThan(better - 1);
  });
});
