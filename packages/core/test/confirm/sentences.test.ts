import type { Metrics } from '@schedtuna/sdk';
import { describe, expect, it } from 'vitest';
import { verdictSentence } from '../../src/confirm/sentences.js';
import type { Verdict } from '../../src/confirm/verdict.js';

const metrics: Metrics = {
  pp_tokens_per_sec: { unit: 'tokens/s', direction: 'maximize', label: 'prompt' },
  tg_tokens_per_sec: { unit: 'tokens/s', direction: 'maximize', label: 'token generation' },
  background: { unit: '1/s', direction: 'maximize' },
  execution_time: { unit: 's', direction: 'minimize', label: 'execution time' },
};
const effect = (ratio: number, spread = 0.04) => ({ ratio, low: ratio - spread, high: ratio + spread });
const verdict: Verdict = {
  conclusion: 'better',
  objective: 'tg_tokens_per_sec',
  configuration: {},
  difference: {},
  effect: effect(1.26),
  pValue: 0.0078,
  metrics: { tg_tokens_per_sec: effect(1.26), pp_tokens_per_sec: effect(1.5), execution_time: effect(0.8) },
  guards: [{ guard: 'background >= 0.8', ...effect(0.82, 0.01), upheld: true }],
  blocks: 8,
  failedRuns: 0,
};

describe('verdictSentence', () => {
  it('says the conclusion, the effect with its interval, the guards and the evidence', () => {
    expect(verdictSentence(verdict, metrics)).toBe(
      'better: token generation ×1.26 [1.22, 1.30] of default, background keeps 82 %; 8 fresh pairs',
    );
  });

  it('says what throughput is made of', () => {
    expect(verdictSentence({ ...verdict, objective: 'throughput', effect: effect(1.37), guards: [] }, metrics)).toBe(
      'better: throughput ×1.37 [1.33, 1.41] of default, prompt ×1.50, token generation ×1.26; 8 fresh pairs',
    );
  });

  it('says of how many pairs at most it had enough', () => {
    expect(verdictSentence({ ...verdict, plannedBlocks: 20 }, metrics)).toMatch(/; 8 fresh pairs of at most 20$/);
    expect(verdictSentence({ ...verdict, plannedBlocks: 8 }, metrics)).toMatch(/; 8 fresh pairs$/);
  });

  it('writes a ratio beyond all measure with few digits', () => {
    const beyond = { ratio: 1e9, low: 1e9, high: 1e9 };
    expect(verdictSentence({ ...verdict, metrics: { tg_tokens_per_sec: beyond } }, metrics)).toContain('×1.0e+9 of');
  });

  it('does not spell an objective with weights out', () => {
    const objective = 'pp_tokens_per_sec^1 tg_tokens_per_sec^3';
    expect(verdictSentence({ ...verdict, objective, effect: effect(1.37), guards: [] }, metrics)).toBe(
      'better: objective ×1.37 [1.33, 1.41] of default, prompt ×1.50, token generation ×1.26; 8 fresh pairs',
    );
  });

  it("keeps a metric's own direction", () => {
    expect(verdictSentence({ ...verdict, objective: 'latency', effect: effect(1.25), guards: [] }, metrics)).toBe(
      'better: execution time ×0.80 [0.76, 0.84] of default; 8 fresh pairs',
    );
  });

  it('shows the doubt about a guard', () => {
    const guards = [
      { guard: 'background >= 0.8', ...effect(0.81, 0.05), upheld: false },
      { guard: 'execution_time <= 1.2', ...effect(0.8), upheld: true },
    ];
    const because = 'whether it keeps the guard background >= 0.8 is not certain';
    expect(verdictSentence({ ...verdict, conclusion: 'inconclusive', because, guards }, metrics)).toBe(
      'inconclusive: token generation ×1.26 [1.22, 1.30] of default, background is left with 81 % [76, 86], execution time is at 80 %; 8 fresh pairs (whether it keeps the guard background >= 0.8 is not certain)',
    );
  });

  it('says a value with its unit where the guard bounds one', () => {
    const guard = { guard: 'execution_time <= 12 s', value: 11.234, low: 11.05, high: 11.41, unit: 's', upheld: true };
    const said = (more: object) => verdictSentence({ ...verdict, guards: [{ ...guard, ...more }] }, metrics);
    expect(said({})).toContain('of default, execution time is at 11.23 s; 8 fresh');
    expect(said({ high: 12.3, upheld: false })).toContain('execution time is at 11.23 s [11.05, 12.3]; 8');
    expect(said({ unit: '' })).toContain('execution time is at 11.23; 8');
    expect(said({ low: -Number.MAX_VALUE, high: Number.MAX_VALUE, upheld: false })).toContain('at 11.23 s; 8');
    expect(said({ missing: 3, upheld: false, high: 12.3 })).toContain(
      'is at 11.23 s [11.05, 12.3], not measured in 3 of 8;',
    );
    const ratio = { guard: 'execution_time <= 1.2', ...effect(0.8), upheld: false };
    const saidOf = (missing: number) => verdictSentence({ ...verdict, guards: [{ ...ratio, missing }] }, metrics);
    expect(saidOf(2)).toContain('execution time is at 80 % [76, 84], no ratio in 2 of 8;');
    expect(saidOf(8)).toContain('execution time has no ratio to default;');
    expect(said({ missing: 8, value: null, upheld: false })).toContain('of default, execution time was not measured;');
  });

  it('counts failures and reads well without any pair', () => {
    const empty = { ratio: 1, low: 0, high: Number.MAX_VALUE };
    const failed: Verdict = {
      ...verdict,
      conclusion: 'worse',
      because: '8 of 8 runs failed',
      effect: empty,
      metrics: {},
      guards: [],
      blocks: 0,
      failedRuns: 8,
    };
    expect(verdictSentence(failed, metrics)).toBe(
      'worse: no pair was completed; 0 fresh pairs, 8 runs failed (8 of 8 runs failed)',
    );
    expect(
      verdictSentence(
        { ...verdict, effect: empty, metrics: { tg_tokens_per_sec: { ...empty, ratio: 1.2 } }, guards: [], blocks: 1 },
        metrics,
      ),
    ).toContain('token generation ×1.20 of default; 1 fresh pair');
  });

  it('never leaves out where the runs were made', () => {
    const caveat = 'not on the machine and kernel of the search: kernel was 6.12.1, is 6.18.2';
    expect(verdictSentence({ ...verdict, caveat }, metrics)).toMatch(/; not on the machine .* is 6\.18\.2$/);
    expect(verdictSentence({ ...verdict, caveat, searchRatio: 1.41 }, metrics)).toMatch(/×1\.41; not on the machine/);
  });

  it('explains a search that had promised more', () => {
    expect(verdictSentence({ ...verdict, searchRatio: 1.41 }, metrics)).toMatch(/; the search had seen ×1\.41$/);
    expect(verdictSentence({ ...verdict, searchRatio: 1.27 }, metrics)).not.toContain('search');
  });

  it('says what all changes together would have given', () => {
    const outOf = { difference: { a: 1, b: 2, c: 3 }, effect: { ratio: 1.31, low: 1.2, high: 1.4 } };
    expect(verdictSentence({ ...verdict, outOf }, metrics)).toMatch(
      /; 3 changes together gave ×1\.31 of the objective/,
    );
  });
});
