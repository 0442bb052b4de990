import type { Configuration } from '@schedtuna/sdk';
import { describe, expect, it } from 'vitest';
import { chooseFinalists, distinct } from '../../src/experiment/finalists.js';
import type { JournalRecord } from '../../src/experiment/records.js';
import type { Searched } from '../../src/experiment/searched.js';
import type { MeasuredStage } from '../../src/experiment/stage.js';
import { episode, space } from './episodes.js';

/** What is chosen after these episodes by an agent that recommends this; `past` as the journal has it. */
async function chosen(searched: readonly Searched[], recommended?: Configuration, past?: JournalRecord) {
  const written: JournalRecord[] = [];
  const stage = {
    space,
    ledger: { take: () => past, append: (record: JournalRecord) => written.push(record) },
    agent: { recommend: async () => recommended },
  } as unknown as MeasuredStage;
  const finalists = await chooseFinalists(stage, searched);
  return { finalists: finalists.map(({ slice }) => slice), written };
}

describe('chooseFinalists', () => {
  it("takes the agent's choice and the best that was seen", async () => {
    const searched = [episode(5, 0.1), episode(6, 0.3), episode(7, 0.2)];
    expect((await chosen(searched, { slice: 7 })).finalists).toEqual([7, 6]);
    expect((await chosen(searched, { slice: 6 })).finalists).toEqual([6, 7]);
    expect((await chosen(searched)).finalists).toEqual([6, 7]);
  });

  it('believes several runs more than a single one that is a little better', async () => {
    const often = [0.29, 0.3, 0.31, 0.3].map((score) => episode(5, score));
    expect((await chosen([episode(6, 0.305), ...often])).finalists).toEqual([5, 6]);
    expect((await chosen([episode(6, 0.4), ...often])).finalists).toEqual([6, 5]);
    expect((await chosen([episode(6, 0.9), episode(6, -0.5), ...often])).finalists).toEqual([5, 6]);
  });

  it('puts one behind all others that failed too often for a verdict to be better', async () => {
    const halfFails = [episode(6, 0.9), episode(6, null)];
    expect((await chosen([...halfFails, episode(5, 0.1), episode(7, 0.2)])).finalists).toEqual([7, 5]);
    expect((await chosen([...halfFails, episode(5, 0.1)])).finalists).toEqual([5, 6]);
    const failedOnce = [episode(6, 0.9), episode(6, 0.9), episode(6, null)];
    expect((await chosen([...failedOnce, episode(5, 0.1)])).finalists).toEqual([6, 5]);
  });

  it('takes neither the default nor what looked no better', async () => {
    expect((await chosen([episode(5, -0.1), episode(6, null), episode(1, 0.2)], { slice: 1 })).finalists).toEqual([]);
    expect((await chosen([])).finalists).toEqual([]);
  });

  it('writes its choice once, and repeats what the journal has', async () => {
    const { written } = await chosen([episode(5, 0.1)]);
    expect(written).toEqual([{ type: 'finalists', configurations: [{ slice: 5 }] }]);
    const past = { type: 'finalists', configurations: [{ slice: 9 }] } as const;
    expect(await chosen([episode(5, 0.1)], undefined, past)).toEqual({ finalists: [9], written: [] });
  });
});

describe('distinct', () => {
  it('keeps the first of equal ones, and two in all', () => {
    const of = (...slices: readonly number[]) =>
      distinct(
        space,
        slices.map((slice) => ({ slice })),
      ).map(({ slice }) => slice);
    expect(of(1, 4, 4, 1, 5, 6)).toEqual([4, 5]);
    expect(of(4, 4)).toEqual([4]);
    expect(of(1)).toEqual([]);
  });
});
