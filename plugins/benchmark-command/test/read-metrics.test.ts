import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeclaredMetric } from '../src/declared-metrics.js';
import { readMetrics } from '../src/read-metrics.js';
import { output } from './context.js';

const read = (where: Partial<DeclaredMetric>, stdout: string, dropped = 0) =>
  readMetrics({ m: { unit: '', direction: 'maximize', ...where } }, output(stdout, dropped)).m;

describe('a pattern', () => {
  it('makes a sample of every match, over all lines', () => {
    expect(read({ pattern: '^fps: (\\S+)$' }, 'fps: 60\nwarm-up\nfps: 6.1e1\nfps: -2\n')).toEqual([60, 61, -2]);
  });

  it('takes the group named value', () => {
    expect(read({ pattern: '(read|write) (?<value>\\d+)' }, 'read 5 write 6')).toEqual([5, 6]);
  });

  it.each([
    ['fps: ', '""'],
    ['fps: 1.2.3', '"1.2.3"'],
    ['fps: 5\nfps: ...', '"..."'],
  ])('does not make a number of %j', (stdout, shown) => {
    expect(() => read({ pattern: 'fps: ([0-9.]*)' }, stdout)).toThrow(`finds ${shown}, which is not a number`);
  });
});

describe('a path', () => {
  const result = { results: [{ fps: 60 }, { fps: '61.5' }] };

  it.each([
    ['JSON alone', JSON.stringify(result)],
    ['pretty JSON', JSON.stringify(result, null, 2)],
    ['a line among others', `start\n{"progress": 1}\n${JSON.stringify(result)}\ndone in {3} s\n`],
    ['pretty JSON among others', `[warm-up done\nstart\n${JSON.stringify(result, null, 2)}\n\ndone\n`.replace('[', '')],
  ])('is followed in %s', (_, stdout) => {
    expect(read({ json: 'results[0].fps' }, stdout)).toEqual([60]);
    expect(read({ json: 'results[*].fps' }, stdout)).toEqual([60, 61.5]);
  });

  it('is followed in the last line that has it', () => {
    expect(read({ json: 'fps' }, '{"fps": 1}\n{"fps": 2}\n{"end": true}\n')).toEqual([2]);
  });

  it.each(['{"m": null}', '{"m": true}', '{"m": "fast"}', '{"m": {}}', '{"m": ""}', '{"m": "Infinity"}'])(
    'does not make a number of %s',
    (stdout) => {
      expect(() => read({ json: 'm' }, stdout)).toThrow('which is not a number');
    },
  );
});

describe('readMetrics', () => {
  it('says what came instead', () => {
    expect(() => read({ json: 'fps' }, '')).toThrow(
      'metric m: fps finds nothing; nothing was printed to standard output',
    );
    expect(() => read({ pattern: 'fps (1)' }, `\nno\t${'x'.repeat(500)}`, 7)).toThrow(
      `metric m: fps (1) finds nothing; the output begins "no\\t${'x'.repeat(197)}" (7 bytes from its middle were too much and are lost)`,
    );
  });

  it('gives finite numbers or an error for any output', () => {
    const line = fc.oneof(
      fc.json(),
      fc.string(),
      fc.constantFrom('{"m": 1}', '{"m": NaN}', '[{"m": 1e999}]', 'm 7', 'm .'),
    );
    fc.assert(
      fc.property(
        fc.array(line),
        fc.constantFrom({ json: 'm' }, { json: '[*].m' }, { pattern: 'm (.*)' }),
        (lines, where) => {
          try {
            const samples = read(where, lines.join('\n'));
            expect(samples.length).toBeGreaterThan(0);
            expect(samples.every(Number.isFinite)).toBe(true);
          } catch (error) {
            expect((error as Error).message).toMatch(/^metric m: /);
          }
        },
      ),
    );
  });
});
