import type { BenchmarkOutput } from '@schedtuna/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, parseSoFar } from '../src/parse.js';
import { context, ended } from './context.js';

const PROMPT = JSON.stringify({ n_prompt: 512, n_gen: 0, avg_ts: 11, samples_ts: [10, 11, 12] });
const GENERATION = JSON.stringify({ n_prompt: 0, n_gen: 128, avg_ts: 2, samples_ts: [1, 2, 3] });
const DONE = '{"ready":true,"threads":2}\n{"done":true,"seconds":2,"units":[30,50]}\n';

describe('parse', () => {
  it('gives one sample per repetition and the rate of the load', () => {
    expect(parse(output(`${PROMPT}\n${GENERATION}\n`, DONE), context('/'))).toEqual({
      pp_tokens_per_sec: [10, 11, 12],
      tg_tokens_per_sec: [1, 2, 3],
      background_units_per_sec: [40],
    });
  });

  it('gives what is there while the benchmark runs, and the rate of the load when that has ended', () => {
    const repetition = (n_prompt: number, speed: number) =>
      `${JSON.stringify({ n_prompt, n_gen: n_prompt > 0 ? 0 : 128, samples_ts: [speed] })}\n`;
    const stdout = repetition(512, 10) + repetition(0, 1) + repetition(512, 11);
    const speeds = { pp_tokens_per_sec: [10, 11], tg_tokens_per_sec: [1] };
    expect(parseSoFar({ stdout: '' }, context('/'))).toBeUndefined();
    expect(parseSoFar({ stdout }, context('/'))).toEqual(speeds);
    expect(parseSoFar({ stdout, background: [ended(DONE)] }, context('/'))).toEqual({
      ...speeds,
      background_units_per_sec: [40],
    });
  });

  it('gives no background metric without load', () => {
    expect(parse(output(`${PROMPT}\n${GENERATION}\n`), context('/'))).not.toHaveProperty('background_units_per_sec');
  });

  it.each([
    ['', /printed nothing/],
    ['| model | size |\n', /begins "\| model \| size \|"/],
    [`${PROMPT.slice(0, 40)}`, /not that of llama-bench/],
  ])('refuses %j', (stdout, message) => {
    expect(() => parse(output(stdout, DONE), context('/'))).toThrow(message);
  });

  it('keeps what is whole of output that was cut off', () => {
    const samples = parse(output(`${PROMPT}\n${GENERATION.slice(0, 30)}`, DONE), context('/'));
    expect(samples).toHaveProperty('pp_tokens_per_sec');
    expect(samples).not.toHaveProperty('tg_tokens_per_sec');
  });

  it.each([
    '',
    '{"ready":true,"threads":2}\n',
    '{"ready":true}\n{"done":true,"seconds":0,"units":[1]}\n',
    '{"ready":true}\n{"done":true,"seconds":2}\n',
    '{"ready":true}\n{"done":true,"seco',
    'null',
  ])('refuses a load that said %j', (stdout) => {
    const killed = { ...output(PROMPT, stdout).background[0], exitCode: null, signal: 'SIGKILL' };
    expect(() => parse({ ...output(PROMPT), background: [killed] }, context('/'))).toThrow(
      /ended with SIGKILL and did not say how much/,
    );
  });

  it('throws or gives numbers, whatever is printed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (stdout, load) => {
        try {
          for (const values of Object.values(parse(output(stdout, load), context('/')))) {
            for (const value of values) expect(Number.isFinite(value)).toBe(true);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
  });
});

function output(stdout: string, ...loads: string[]): BenchmarkOutput {
  return { ...ended(stdout), background: loads.map(ended) };
}
