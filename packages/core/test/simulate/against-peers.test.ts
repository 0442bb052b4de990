import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { againstPeers } from '../../src/simulate/against-peers.js';
import { pairedDifference } from '../../src/simulate/paired-difference.js';
import type { RunRecord } from '../../src/simulate/run-record.js';
import { peerTable } from '../../src/simulate/text-table.js';

const run = (optimizer: string, space: string, seed: number, regret: readonly number[], top1 = 4): RunRecord => ({
  ...{ optimizer, version: '2.0', space, noise: 0, seed, regret, top1, fails: 0 },
});
const compared = (simulated: readonly RunRecord[], recorded: readonly RunRecord[]) =>
  againstPeers({ simulated, recorded, tables: ['a', 'b'], noises: [0, 0.1], budget: 3 });

describe('againstPeers', () => {
  const simulated = [
    ...[0, 1].map((seed) => run('sac', 'a', seed, [1, 1, 0.1 + 0.1 * seed], 2)),
    run('sac', 'b', 0, [1, 1, 0.5], 4),
  ];

  it('takes the peer with the lowest mean over tables, and pairs runs by table and seed', () => {
    const tpe = [
      run('tpe', 'a', 1, [1, 1, 0.4], 3),
      run('tpe', 'a', 7, [1, 1, 0.4], 3),
      run('tpe', 'b', 0, [1, 1, 0.4]),
    ];
    const poor = ['a', 'b'].map((table) => run('poor', table, 0, [1, 1, 0.9]));
    const partial = run('partial', 'a', 0, [0, 0, 0], 1); // better, but not recorded on table b
    const [block, ...others] = compared(simulated, [...poor, ...tpe, partial]);
    expect(others).toEqual([]); // nothing was recorded under noise 0.1
    expect(block).toMatchObject({ noise: 0, tables: ['a', 'b'] });
    const [regret, top1] = block.duels;
    expect(block.duels).toHaveLength(2);
    expect(regret).toMatchObject({ agent: 'sac', at: 3, peer: 'tpe 2.0 (recorded)', pairs: 2 });
    expect(regret.own).toBeCloseTo((0.15 + 0.5) / 2, 12);
    expect(regret.best).toBeCloseTo(0.4, 12);
    expect(regret.ratio).toBeCloseTo(0.8125, 12);
    expect(regret.difference?.mean).toBeCloseTo((0.2 - 0.4 + 0.1) / 2, 12); // seed 1 on a, seed 0 on b
    expect(top1).toMatchObject({ at: 'top1', own: 3, best: 3.5, pairs: 2 });
  });

  it('chooses the best peer at each point by itself', () => {
    const early = ['a', 'b'].map((table) => run('early', table, 0, [0.5, 0.5, 0.5], 1));
    const late = ['a', 'b'].map((table) => run('late', table, 0, [2, 2, 0.1], 3));
    const [{ duels }] = compared(simulated, [...early, ...late]);
    expect(duels.map(({ peer }) => peer)).toEqual(['late 2.0 (recorded)', 'early 2.0 (recorded)']);
  });

  it('is about the tables that were recorded, and says nothing that it does not know', () => {
    const [{ tables, duels }] = compared(simulated, [run('tpe', 'a', 9, [0, 0, 0])]);
    expect(tables).toEqual(['a']);
    expect(duels[0]).toMatchObject({ own: expect.closeTo(0.15, 12), best: 0, pairs: 0 });
    expect([duels[0].ratio, duels[0].difference]).toEqual([undefined, undefined]);
    const short = compared(simulated, [run('short', 'a', 0, [1, 0.5])]);
    expect(short[0].duels).toEqual([]); // it ended before the evaluations that are compared
    expect(compared(simulated, [])).toEqual([]);
  });

  it('finds no difference between equal runs', () => {
    const [{ duels }] = compared(simulated, simulated);
    for (const { ratio, difference } of duels) expect([ratio, difference]).toEqual([1, { mean: 0, low: 0, high: 0 }]);
  });

  it('is read as a table', () => {
    const lines = peerTable(compared(simulated, [run('tpe', 'a', 1, [1, 1, 0.4], 3)]));
    expect(lines[1]).toBe('against the best recorded optimizer, noise 0 (a)');
    expect(lines[3]).toMatch(/sac +regret@3 +0\.150 +tpe 2\.0 +0\.400 +0\.38 +−0\.200 +−0\.200 to −0\.200 +1$/);
    expect(lines[4]).toMatch(/sac +top 1 % +2\.0 +tpe 2\.0 +3\.0 +0\.67 +−1\.0 /);
    expect(new Set(lines.slice(2).map((line) => line.length)).size).toBe(1);
  });
});

describe('pairedDifference', () => {
  const values = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 12 });
  const groups = fc.array(values, { minLength: 1, maxLength: 4 });

  it('lies between its bounds in what it was made of, and moves with them', () => {
    fc.assert(
      fc.property(groups, fc.double({ min: -3, max: 3, noNaN: true }), (pairs, shift) => {
        const { mean, low, high } = pairedDifference(pairs);
        expect(low).toBeLessThanOrEqual(high);
        expect(mean).toBeGreaterThanOrEqual(Math.min(...pairs.flat()) - 1e-9);
        expect(mean).toBeLessThanOrEqual(Math.max(...pairs.flat()) + 1e-9);
        const moved = pairedDifference(pairs.map((group) => group.map((value) => value + shift)));
        expect(moved.mean).toBeCloseTo(mean + shift, 9);
        expect(moved.low).toBeCloseTo(low + shift, 9);
        expect(moved.high).toBeCloseTo(high + shift, 9);
      }),
      { numRuns: 10 },
    );
  });

  it('has the width of the standard error', () => {
    const pairs = Array.from({ length: 64 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    const { low, high } = pairedDifference([pairs]); // standard error 1/8, so 3.92/8 wide
    expect(high - low).toBeGreaterThan(0.4);
    expect(high - low).toBeLessThan(0.6);
  });
});
