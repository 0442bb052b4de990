import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLlamaBench } from '../../src/trial/llama-bench-output.js';

const prompt = { model_type: 'llama 1B', n_prompt: 512, n_gen: 0, avg_ts: 101, samples_ts: [100, 102] };
const generation = { model_type: 'llama 1B', n_prompt: 0, n_gen: 128, avg_ts: 20.5, samples_ts: [20, 21] };
const both = { pp_tokens_per_sec: [100, 102], tg_tokens_per_sec: [20, 21] };
const lines = (...values: unknown[]) => values.map((value) => JSON.stringify(value)).join('\n');

describe('parseLlamaBench', () => {
  it('reads jsonl', () => {
    expect(parseLlamaBench(`${lines(prompt, generation)}\n`)).toEqual(both);
  });

  it('reads json', () => {
    expect(parseLlamaBench(JSON.stringify([prompt, generation], null, 2))).toEqual(both);
    expect(parseLlamaBench(JSON.stringify([prompt, generation]))).toEqual(both);
  });

  it('reads both among other lines', () => {
    const noise = (report: string) => `[setup] threads: 4\n${report}\nbuild: 1a2b3c (1)\n{"done": true}\n`;
    expect(parseLlamaBench(noise(lines(prompt, generation)))).toEqual(both);
    expect(parseLlamaBench(noise(JSON.stringify([prompt, generation], null, 2)))).toEqual(both);
  });

  it('takes the average where samples are not listed', () => {
    const { samples_ts: _, ...average } = prompt;
    expect(parseLlamaBench(lines(average))).toEqual({ pp_tokens_per_sec: [101] });
  });

  it('joins tests of the same kind in the order of the output', () => {
    expect(parseLlamaBench(lines(prompt, { ...prompt, n_prompt: 1024, samples_ts: [90] }))).toEqual({
      pp_tokens_per_sec: [100, 102, 90],
    });
  });

  it.each([
    ['nothing', ''],
    ['the table for people', '| model | test | t/s |\n| llama 1B | pp512 | 101.00 ± 1.00 |'],
    ['a test of prompt and generation at once', lines({ ...prompt, n_gen: 128 })],
    ['a test of neither', lines({ ...prompt, n_prompt: 0 })],
    ['lengths that are not numbers', lines({ ...prompt, n_prompt: { toString: 1, valueOf: 1 } })],
    ['speeds that are not numbers', lines({ ...prompt, samples_ts: [null, '5', -1] })],
    ['another program', lines({ fps: 60 }, 7, null, [1, 2])],
    ['half a line', lines(prompt).slice(0, 40)],
  ])('is undefined for %s', (_, stdout) => {
    expect(parseLlamaBench(stdout)).toBeUndefined();
  });

  it('never throws and never gives anything but finite speeds', () => {
    const value = fc.oneof(fc.jsonValue(), fc.double(), fc.array(fc.oneof(fc.double(), fc.string())));
    const test = fc.record({ n_prompt: value, n_gen: value, samples_ts: value, avg_ts: value }, { requiredKeys: [] });
    const report = fc.oneof(
      fc.array(fc.oneof(test, fc.jsonValue())).map((values) => lines(...values)),
      fc.array(test).map((values) => JSON.stringify(values, null, 2)),
      fc.string(),
    );
    fc.assert(
      fc.property(report, (stdout) => {
        const samples = Object.values(parseLlamaBench(stdout) ?? {});
        expect(samples.flat().every((speed) => Number.isFinite(speed) && speed >= 0)).toBe(true);
        expect(samples.every((speeds) => speeds.length > 0)).toBe(true);
      }),
    );
  });

  it('gives back every sample of a report', () => {
    const speeds = fc.array(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), { minLength: 1 });
    fc.assert(
      fc.property(speeds, speeds, fc.boolean(), (pp, tg, asArray) => {
        const tests = [
          { ...prompt, samples_ts: pp },
          { ...generation, samples_ts: tg },
        ];
        const stdout = asArray ? JSON.stringify(tests, null, 2) : lines(...tests);
        const plain = (values: number[]) => values.map((speed) => speed + 0); // JSON has no minus zero
        expect(parseLlamaBench(stdout)).toEqual({ pp_tokens_per_sec: plain(pp), tg_tokens_per_sec: plain(tg) });
      }),
    );
  });
});
