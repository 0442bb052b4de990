import { describe, expect, it } from 'vitest';
import { tooFewPairs, tooFewRuns } from '../../src/experiment/too-few-runs.js';

describe('too few runs', () => {
  it.each([
    [1, /^1 pair cannot prove anything, .* at least 6, and 7 where 2 configurations .* \(--confirm-runs 7\)$/],
    [5, /^5 pairs cannot prove anything/],
    [6, /^6 pairs prove something of one configuration only: .* 7 where 2/],
  ])('warns of a confirmation of %i pairs', (confirmRuns, sentence) => {
    expect(tooFewRuns({ confirmRuns, ablationRuns: 0 })).toEqual([expect.stringMatching(sentence)]);
  });

  it.each([
    [1, /^1 block without each change cannot tell .* at least 3 \(--ablation-runs 3; 0 saves/],
    [2, /^2 blocks/],
  ])('warns of an ablation of %i blocks', (ablationRuns, sentence) => {
    expect(tooFewRuns({ confirmRuns: 7, ablationRuns })).toEqual([expect.stringMatching(sentence)]);
  });

  it('says nothing where there are enough', () => {
    for (const ablationRuns of [0, 3, 24]) expect(tooFewRuns({ confirmRuns: 7, ablationRuns })).toEqual([]);
    expect([tooFewPairs(6), tooFewPairs(10)]).toEqual([[], []]);
    expect(tooFewPairs(5)).toEqual([expect.stringMatching(/^5 pairs cannot .* at least 6 \(--test-runs 6\)$/)]);
  });
});
