import type { Configuration } from '@schedtuna/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/confirm/judge.js';
import { blocksOf, definitions, JITTER, judged, runsAt } from './fresh-runs.js';

describe('judge', () => {
  it('calls a clear winner better', () => {
    const verdict = judged(runsAt(8, 1.26));
    expect(verdict).toMatchObject({
      conclusion: 'better',
      objective: 'speed',
      blocks: 8,
      failedRuns: 0,
      difference: { arm: 1 },
    });
    expect(verdict).not.toHaveProperty('because');
    expect(verdict.effect.ratio).toBeCloseTo(1.26, 2);
    expect(verdict.effect.low).toBeGreaterThan(1.25);
    expect(verdict.effect.high).toBeLessThan(1.27);
    expect(verdict.pValue).toBeCloseTo(1 / 2 ** 8, 4);
    expect(verdict.plannedBlocks).toBe(8);
    expect(verdict.metrics.background).toEqual({ ratio: 1, low: 1, high: 1 });
    expect(Object.keys(verdict.metrics)).toEqual(['speed', 'background']);
  });

  it('calls nothing worse of which the interval is not', () => {
    // nine losses and a win that is much larger: the test of the mean and the interval of the median disagree
    const losing = (block: number) => (block === 8 ? 1.005 : 0.985 + JITTER[block]);
    const verdict = judged(blocksOf(8, (block) => [{ speed: 100 }, { speed: 100 * losing(block) }]));
    expect([verdict.conclusion, verdict.effect.high > 1 / 1.01]).toEqual(['inconclusive', true]);
  });

  it('calls a clear loser worse and a copy equivalent', () => {
    expect(judged(runsAt(8, 0.9)).conclusion).toBe('worse');
    expect(judged(runsAt(8, 1)).conclusion).toBe('equivalent');
  });

  it('asks for more than the smallest effect that matters', () => {
    expect(judged(runsAt(8, 1.02), { minEffect: 0.05 }).conclusion).toBe('equivalent');
    expect(judged(runsAt(8, 1.02), { minEffect: 0.01 }).conclusion).toBe('better');
    expect(judged(runsAt(8, 1.01), { minEffect: 0.01 }).conclusion).toBe('inconclusive');
  });

  it('turns the ratio of a metric that should be small', () => {
    const trials = blocksOf(8, (block) => [{ execution_time: 10 }, { execution_time: 8 * Math.exp(JITTER[block]) }]);
    const verdict = judged(trials, { objective: 'latency' });
    expect(verdict.conclusion).toBe('better');
    expect(verdict.effect.ratio).toBeCloseTo(1.25, 2);
    expect(verdict.metrics.execution_time.ratio).toBeCloseTo(0.8, 2);
  });

  it('calls nothing better on fewer than six pairs, and says how many are needed', () => {
    expect(judged(runsAt(5, 2))).toMatchObject({
      conclusion: 'inconclusive',
      because: '6 complete pairs are needed, there are 5',
    });
    expect(judged(runsAt(6, 2)).conclusion).toBe('better');
  });

  it('prefers some of the changes to all of them while they keep most of the gain', () => {
    const finalist = (difference: Configuration) => ({ configuration: difference, difference });
    const one = finalist({ slice: 2 });
    const all = finalist({ slice: 2, greedy: 3, perf: 30 });
    const conclude = (some: number, every: number, finalists = [one, all]) =>
      judged(runsAt(8, some, every), { finalists });
    expect(conclude(1.5, 1.6)).toMatchObject({ difference: one.difference, outOf: { difference: all.difference } });
    expect(conclude(1.5, 1.6).outOf?.effect.ratio).toBeCloseTo(1.6, 2);
    expect(conclude(1.3, 1.6)).toMatchObject({ difference: all.difference });
    expect(conclude(1.3, 1.6)).not.toHaveProperty('outOf');
    expect(conclude(1.6, 1.5).difference).toEqual(one.difference); // the best one is the simple one anyway
    expect(conclude(1.005, 1.006).conclusion).not.toBe('better');
    const another = finalist({ slice: 3 });
    expect(conclude(1.5, 1.6, [another, all])).toMatchObject({ difference: all.difference });
  });

  it('corrects for the number of finalists', () => {
    expect(judged(runsAt(6, 2, 1))).toMatchObject({
      conclusion: 'inconclusive',
      because: '7 complete pairs are needed for 2 finalists, there are 6',
    });
    const verdict = judged(runsAt(7, 2, 1));
    expect(verdict.conclusion).toBe('better');
    expect(verdict.pValue).toBeCloseTo(2 / 2 ** 7, 4);
  });

  it('says how many pairs would probably decide an open case', () => {
    const noisy = blocksOf(8, (block) => [{ speed: 100 }, { speed: 103 * Math.exp(20 * JITTER[block]) }]);
    const verdict = judged(noisy);
    expect(verdict.conclusion).toBe('inconclusive');
    const [, total, more] = /^about (\d+) pairs would decide it, (\d+) more$/.exec(verdict.because ?? '') ?? [];
    expect(Number(total) - Number(more)).toBe(8);
    expect(Number(total)).toBeGreaterThan(8);
    expect(Number(total)).toBeLessThan(200);
  });

  it('says that no number of pairs helps at the bound itself', () => {
    const trials = blocksOf(8, (block) => [{ speed: 100 }, { speed: 100 * (block % 2 ? 1.1 : 1 / 1.1) }]);
    expect(judged(trials, { minEffect: 0 }).because).toMatch(/^no sensible number of pairs/);
  });

  describe('with several finalists', () => {
    it('prefers the one that is better, whatever the order', () => {
      expect(judged(runsAt(8, 1.1, 1.3))).toMatchObject({ conclusion: 'better', configuration: { arm: 2 } });
      expect(judged(runsAt(8, 1.3, 1.1))).toMatchObject({ conclusion: 'better', configuration: { arm: 1 } });
      expect(judged(runsAt(8, 0.8, 1.3, 1))).toMatchObject({ conclusion: 'better', configuration: { arm: 2 } });
    });

    it('prefers an equivalent one to an unmeasured one and to a slower one', () => {
      const trials = blocksOf(8, (block) => [{ speed: 100 }, { speed: 60 }, { speed: 100 + JITTER[block] }]);
      expect(judged(trials)).toMatchObject({ conclusion: 'equivalent', configuration: { arm: 2 } });
      const unmeasured = blocksOf(8, (block) => [{ speed: 100 }, 'void', { speed: 100 + JITTER[block] }]);
      expect(judged(unmeasured)).toMatchObject({ conclusion: 'equivalent', configuration: { arm: 2 } });
    });

    it('returns the first one when all are worse: choosing among ratios would be luck', () => {
      expect(judged(runsAt(8, 0.5, 0.7))).toMatchObject({ conclusion: 'worse', configuration: { arm: 1 } });
      expect(judged(runsAt(8, 0.7, 0.5))).toMatchObject({ conclusion: 'worse', configuration: { arm: 1 } });
    });

    it('returns the first of two that are better, unless the other is shown to be better than it', () => {
      expect(judged(runsAt(8, 1.3, 1.3005))).toMatchObject({ conclusion: 'better', configuration: { arm: 1 } });
      expect(judged(runsAt(8, 1.3, 1.32))).toMatchObject({ conclusion: 'better', configuration: { arm: 2 } });
    });
  });

  describe('failures', () => {
    const failing = (failures: number) =>
      blocksOf(9, (block) => [{ speed: 100 }, block <= failures ? 'failed' : { speed: 150 + JITTER[block] }]);

    it('are counted, and a third of the runs may fail', () => {
      expect(judged(failing(3))).toMatchObject({ conclusion: 'better', blocks: 6, failedRuns: 3 });
    });

    it('make a finalist that fails more often worse than the default', () => {
      expect(judged(failing(4))).toMatchObject({
        conclusion: 'worse',
        because: '4 of 9 runs failed',
        failedRuns: 4,
        blocks: 5,
      });
      expect(judged(failing(9))).toMatchObject({ conclusion: 'worse', because: '9 of 9 runs failed', blocks: 0 });
    });

    it('of the default cost a pair and are not held against the finalist', () => {
      const trials = blocksOf(9, (block) => [block < 4 ? 'failed' : { speed: 100 }, { speed: 150 + JITTER[block] }]);
      expect(judged(trials)).toMatchObject({ conclusion: 'better', blocks: 6, failedRuns: 0 });
    });

    it('include runs that measured nothing of the objective', () => {
      const trials = blocksOf(8, (block) => [{ speed: 100 }, block < 3 ? { speed: block - 1 } : { background: 4 }]);
      expect(judged(trials)).toMatchObject({ conclusion: 'worse', because: '7 of 8 runs failed', blocks: 1 });
    });

    it('do not include void runs, which were repeated', () => {
      const repeated = [...blocksOf(8, () => ['void', 'void']), ...runsAt(8, 1.3)];
      expect(judged(repeated)).toMatchObject({ conclusion: 'better', blocks: 8, failedRuns: 0 });
    });
  });

  describe('guards', () => {
    const guards = ['background >= 0.8'];
    const background = (ratio: number, noise = 1) =>
      blocksOf(8, (block) => [
        { speed: 100, background: 10 },
        { speed: 130 + JITTER[block], background: 10 * ratio * Math.exp(noise * JITTER[block]) },
      ]);

    it('are upheld when the whole interval keeps the bound', () => {
      expect(judged(background(0.82), { guards })).toMatchObject({
        conclusion: 'better',
        guards: [{ guard: guards[0], upheld: true }],
      });
    });

    it('leave it open when only the estimate does', () => {
      expect(judged(background(0.82, 20), { guards })).toMatchObject({
        conclusion: 'inconclusive',
        because: 'whether it keeps the guard background >= 0.8 is not certain',
        guards: [{ upheld: false }],
      });
    });

    it('make a finalist worse when they are certainly broken', () => {
      expect(judged(background(0.7), { guards })).toMatchObject({
        conclusion: 'worse',
        because: 'it breaks the guard background >= 0.8',
      });
      expect(judged(background(0.9), { guards: ['background <= 0.8'] }).conclusion).toBe('worse');
      expect(judged(background(0), { guards }).conclusion).toBe('worse');
    });

    it('see single runs that did nothing in the background', () => {
      const trials = blocksOf(8, (block) => [
        { speed: 100, background: 10 },
        { speed: 130 + JITTER[block], background: block === 1 ? 0 : 10 },
      ]);
      expect(judged(trials, { guards }).conclusion).toBe('inconclusive');
    });

    it('are not upheld by what was not measured', () => {
      const trials = blocksOf(8, (block) => [{ speed: 100 }, { speed: 130 + JITTER[block] }]);
      expect(judged(trials, { guards })).toMatchObject({ conclusion: 'inconclusive', guards: [{ upheld: false }] });
    });
  });

  const result = fc.oneof(
    fc.constantFrom('failed' as const, 'void' as const),
    fc.record(
      {
        speed: fc.double({ min: -1, max: 1e6 }),
        background: fc.oneof(fc.constant(0), fc.double({ min: -1, max: 1e300 })),
      },
      { requiredKeys: [] },
    ),
  );

  it('survives a journal unchanged whatever was measured: every number is finite', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(result, result, result), { maxLength: 9 }), (blocks) => {
        const trials = blocksOf(blocks.length, (block) => blocks[block - 1]);
        const verdict = judge({
          trials,
          objective: 'speed',
          metrics: definitions,
          guards: ['background >= 0.8', 'execution_time <= 2'],
          minEffect: 0.01,
          seed: 5,
          plannedBlocks: 8,
          finalists: [1, 2].map((arm) => ({ configuration: { arm }, difference: { arm } })),
        });
        expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
        if (verdict.blocks < 6) expect(['worse', 'inconclusive']).toContain(verdict.conclusion);
      }),
    );
  });

  const speed = fc.double({ min: 50, max: 150, noNaN: true });
  const pairsOf = (minLength: number, maxLength: number) => fc.array(fc.tuple(speed, speed), { minLength, maxLength });
  const runsOf = (pairs: readonly (readonly [number, number])[]) =>
    blocksOf(pairs.length, (block) => pairs[block - 1].map((value) => ({ speed: value })));

  it('concludes the opposite when the arms are swapped, and the same in another unit', () => {
    const mirror = { better: 'worse', worse: 'better', equivalent: 'equivalent', inconclusive: 'inconclusive' };
    fc.assert(
      fc.property(pairsOf(6, 10), fc.constantFrom(0.0137, 0.3), (pairs, minEffect) => {
        const trials = runsOf(pairs);
        const straight = judged(trials, { minEffect });
        const swapped = judged(
          trials.map((run) => ({ ...run, arm: 1 - (run.arm as number) })),
          { minEffect },
        );
        expect(swapped.effect.ratio).toBeCloseTo(1 / straight.effect.ratio, 9);
        expect(swapped.effect.low).toBeCloseTo(1 / straight.effect.high, 9);
        expect(swapped.conclusion).toBe(mirror[straight.conclusion]);
        const scaled = runsOf(pairs.map(([fallback, own]) => [8 * fallback, 8 * own]));
        const other = judged(scaled, { minEffect });
        expect(other.conclusion).toBe(straight.conclusion);
        expect(other.effect.high).toBeCloseTo(straight.effect.high, 9);
        expect(other.pValue).toBeCloseTo(straight.pValue, 6);
      }),
    );
  });

  it('does not see the order of blocks when it looks once', () => {
    fc.assert(
      fc.property(pairsOf(6, 6), (pairs) => {
        const [straight, turned] = [pairs, pairs.toReversed()].map((some) => judged(runsOf(some)));
        expect(turned.conclusion).toBe(straight.conclusion);
        expect(turned.effect.ratio).toBeCloseTo(straight.effect.ratio, 9);
        expect(turned.pValue).toBeCloseTo(straight.pValue, 6);
      }),
    );
  });
});
