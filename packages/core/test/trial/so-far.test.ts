import type { Benchmark, Metrics, OutputSoFar, Samples } from '@schedtuna/sdk';
import { describe, expect, it } from 'vitest';
import { createSoFarReader, type SoFarSource } from '../../src/trial/so-far.js';

const metrics: Metrics = {
  speed: { unit: '1/s', direction: 'maximize' },
  load: { unit: '1/s', direction: 'maximize', optional: true },
  execution_time: { unit: 's', direction: 'minimize' },
};
const numbers = (stdout: string) => stdout.split('\n').slice(0, -1).map(Number);
const OUTPUT = { stdout: '1\n2\n3\n', background: [] };

function readerOf(parseSoFar: Benchmark['parseSoFar']) {
  const warnings: string[] = [];
  const source = { benchmark: { name: 'mine', parseSoFar }, metrics } as unknown as SoFarSource;
  const reader = createSoFarReader(source, (message) => warnings.push(message));
  if (!reader) throw new Error('there is no reader');
  return { reader, warnings };
}

describe('what a run measured so far', () => {
  it('is not asked of a benchmark that cannot say', () => {
    expect(createSoFarReader({ benchmark: {}, metrics } as unknown as SoFarSource, () => {})).toBeUndefined();
  });

  it('has declared metrics only, without the wall time', () => {
    const { reader, warnings } = readerOf(({ stdout }) => ({
      ...{ speed: numbers(stdout), other: [1], execution_time: [1] },
    }));
    expect(reader.read({ stdout: '1\n2\n' })).toEqual({ speed: [1, 2] });
    reader.check(OUTPUT, { speed: [1, 2, 3], execution_time: [9] });
    expect(reader.read({ stdout: '1\n' })).toEqual({ speed: [1] });
    expect(warnings).toEqual([]);
  });

  it('is unknown, after one warning, when the plugin throws', () => {
    const { reader, warnings } = readerOf(() => {
      throw new Error('too early');
    });
    expect(reader.read({ stdout: '1\n' })).toBeUndefined();
    expect(reader.read({ stdout: '1\n' })).toBeUndefined();
    expect(warnings).toEqual([expect.stringMatching(/^benchmark mine cannot say .*: too early$/)]);
  });

  it.each<[string, (output: OutputSoFar) => Samples | undefined]>([
    ['numbers that are none', () => ({ speed: [Number.NaN] })],
    ['no list', () => ({ speed: 1 as never })],
    ['nothing', () => null as never],
  ])('is unknown when the plugin gives %s', (_, parseSoFar) => {
    const { reader, warnings } = readerOf(parseSoFar);
    expect(reader.read({ stdout: '1\n' })).toBeUndefined();
    expect(warnings).toHaveLength(1);
  });

  it.each<[string, Benchmark['parseSoFar'], RegExp]>([
    [
      'other numbers',
      ({ stdout }) => ({ speed: numbers(stdout).toReversed() }),
      /speed was 2, 1 on the way and 1, 2, 3/,
    ],
    ['more numbers', () => ({ speed: [1, 2, 3, 4] }), /at the end/],
    ['another metric', () => ({ load: [1] }), /load was 1 on the way and not there at the end/],
    [
      'fewer numbers of a whole output',
      ({ stdout }) => ({ speed: numbers(stdout).slice(0, 2) }),
      /samples of speed are missing/,
    ],
  ])('is not believed any more when a whole run gave %s', (_, parseSoFar, problem) => {
    const { reader, warnings } = readerOf(parseSoFar);
    reader.check(OUTPUT, { speed: [1, 2, 3] });
    reader.check(OUTPUT, { speed: [1, 2, 3] });
    expect(warnings).toEqual([expect.stringMatching(problem)]);
    expect(reader.read({ stdout: '1\n' })).toBeUndefined();
  });

  it('may lack a metric without which no run is ended', () => {
    const { reader, warnings } = readerOf(() => undefined);
    reader.check(OUTPUT, { speed: [1, 2, 3] });
    expect(warnings).toEqual([]);
  });
});
