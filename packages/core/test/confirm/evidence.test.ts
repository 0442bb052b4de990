import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ArmEvidence, evidenceOf } from '../../src/confirm/evidence.js';
import { ALPHA } from '../../src/confirm/looks.js';
import { blocksOf, judgeInput, runsAt } from './fresh-runs.js';

const evidence = (trials: ReturnType<typeof runsAt>, more = {}, arm = 1) =>
  evidenceOf(judgeInput(trials, more), arm, 1, 1);
const shown = ({ better, worse, equivalent }: ArmEvidence) =>
  Object.entries({ better, worse, equivalent }).flatMap(([what, p]) => (p <= ALPHA ? [what] : []));

describe('evidenceOf', () => {
  it('tests against the smallest effect that matters on either side', () => {
    expect(shown(evidence(runsAt(8, 1.05)))).toEqual(['better']);
    expect(shown(evidence(runsAt(8, 0.95)))).toEqual(['worse']);
    expect(shown(evidence(runsAt(8, 1)))).toEqual(['equivalent']);
    expect(shown(evidence(runsAt(8, 1.05), { minEffect: 0.2 }))).toEqual(['equivalent']);
    expect(shown(evidence(runsAt(8, 1.0101)))).toEqual([]);
    expect(evidence(runsAt(8, 1.05)).better).toBeCloseTo(1 / 2 ** 8, 4);
  });

  it('shows nothing on few blocks or none', () => {
    for (const blocks of [0, 1, 5]) expect(shown(evidence(runsAt(blocks, 2), { plannedBlocks: 20 }))).toEqual([]);
    expect(shown(evidence(runsAt(0, 2)))).toEqual([]);
  });

  it('pairs runs of the same block, and forgets a block in which one of them is missing', () => {
    const trials = blocksOf(8, (block) => [
      block === 2 ? 'failed' : { speed: 100 * block },
      block === 5 ? 'failed' : { speed: 110 * block },
      { speed: 120 * block },
    ]);
    const first = evidence(trials);
    expect([first.blocks, first.failedRuns, first.attempts]).toEqual([[1, 3, 4, 6, 7, 8], 1, 8]);
    for (const score of first.scores) expect(score).toBeCloseTo(Math.log(1.1), 12);
    expect(first.better).toBeCloseTo(1 / 2 ** 6, 4); // shown after block 8 of 8: block 6 had only four pairs
    const second = evidence(trials, {}, 2);
    expect(second.blocks).toEqual([1, 3, 4, 5, 6, 7, 8]);
    expect(second.effect.ratio).toBeCloseTo(1.2, 12);
  });

  it('spends less of the error the more is still planned', () => {
    const few = runsAt(8, 1.05);
    expect(evidence(few, { plannedBlocks: 40 }).better).toBeGreaterThan(evidence(few, { plannedBlocks: 8 }).better);
    expect(evidence(few, { plannedBlocks: 4 }).better).toBe(evidence(few, { plannedBlocks: 8 }).better); // more than planned
  });

  it('keeps what it has shown when the block is over that comes after a look', () => {
    const trials = runsAt(9, 1.05);
    const before = trials.filter(({ block = 0 }) => block <= 8);
    const more = { plannedBlocks: 20 };
    expect(shown(evidence(before, more))).toEqual(['better']);
    expect(shown(evidence(trials, more))).toEqual(['better']);
  });

  it('decides the same whether or not p-values are wanted of what is not shown', () => {
    const speed = fc.double({ min: 95, max: 115, noNaN: true });
    fc.assert(
      fc.property(fc.array(speed, { minLength: 7, maxLength: 11 }), fc.constantFrom(1, 2), (speeds, finalists) => {
        const trials = blocksOf(speeds.length, (block) => [{ speed: 100 }, { speed: speeds[block - 1] }]);
        const input = judgeInput(trials, { plannedBlocks: 12 });
        const [narrow, wide] = [ALPHA, 1].map((limit) => evidenceOf(input, 1, finalists, limit));
        if (narrow.better <= ALPHA) expect(wide).toEqual(narrow);
        else expect(wide.better <= ALPHA && wide.effect.low > 1.01).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});
