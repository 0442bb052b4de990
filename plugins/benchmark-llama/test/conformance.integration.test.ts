import { testBenchmark } from '@schedtuna/sdk/testing';
import { describe, it } from 'vitest';
import { parseLlamaBench } from '../../../packages/core/src/trial/llama-bench-output.js';
import benchmark from '../dist/index.js';
import { ended } from './context.js';

const STDOUT = [
  { n_prompt: 512, n_gen: 0, avg_ts: 11_000, samples_ts: [10_900.5, 11_099.5] },
  { n_prompt: 0, n_gen: 128, avg_ts: 2200, samples_ts: [2190.25, 2209.75] },
]
  .map((line) => `${JSON.stringify(line)}\n`)
  .join('');
const LOAD = '{"ready":true,"threads":2}\n{"done":true,"seconds":2,"units":[9000,9100]}\n';

/** As the embedded benchmark prints them: a repetition a line, in turn. */
const IN_TURN = [10_900.5, 11_099.5]
  .flatMap((speed) => [
    { n_prompt: 512, n_gen: 0, samples_ts: [speed] },
    { n_prompt: 0, n_gen: 128, samples_ts: [speed / 5] },
  ])
  .map((line) => `${JSON.stringify(line)}\n`)
  .join('');

describe('llama-bench beside a load', () => {
  const outputs = [STDOUT, IN_TURN].map((stdout) => ({ stdout, background: [ended(LOAD)] }));
  testBenchmark(it, benchmark, { context: { parseLlamaBench }, outputs });
});

describe('llama-bench alone', () => {
  const context = { parseLlamaBench, options: { profile: 'idle' as const, threads: 1 } };
  testBenchmark(it, benchmark, { context, outputs: [{ stdout: STDOUT }] });
});
