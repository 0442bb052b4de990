import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLineReporter } from '../../../src/host/guard/report-lines.js';

describe('reports of lines', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const reporter = (limit = 1000) => {
    const reports: string[] = [];
    const own = createLineReporter((lines) => reports.push(lines), limit);
    return { reports, ...own, chunk: (text: string | Buffer) => own.chunk(Buffer.from(text)) };
  };

  it('come at most twice a second', () => {
    const { reports, chunk } = reporter();
    for (let i = 0; i < 100; i++) {
      chunk(`${i}\n`);
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(1000);
    expect(reports).toHaveLength(2);
    expect(reports.join('')).toBe(Array.from({ length: 100 }, (_, i) => `${i}\n`).join(''));
  });

  it('do not come without a whole line, and not after the end', () => {
    const { reports, chunk, end } = reporter();
    chunk('half a li');
    vi.advanceTimersByTime(5000);
    expect(reports).toEqual([]);
    chunk('ne\nand');
    end();
    chunk(' more\n');
    vi.advanceTimersByTime(5000);
    expect(reports).toEqual([]);
  });

  it('stop where output is not kept for certain', () => {
    const { reports, chunk } = reporter(4);
    chunk('ab\n');
    vi.advanceTimersByTime(1000);
    chunk('cd\n');
    vi.advanceTimersByTime(1000);
    chunk('\n');
    vi.advanceTimersByTime(1000);
    expect(reports).toEqual(['ab\n']);
  });

  it('are the whole lines of the text, however it is cut', () => {
    const text = fc.array(fc.constantFrom('a', 'é', '☃', '\n'), { maxLength: 60 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (whole, sizes) => {
        const { reports, chunk } = reporter();
        const bytes = Buffer.from(whole);
        for (let at = 0, i = 0; at < bytes.length; i++) {
          const size = sizes[i % sizes.length];
          chunk(bytes.subarray(at, at + size));
          at += size;
          if (i % 3 === 0) vi.advanceTimersByTime(600);
        }
        vi.advanceTimersByTime(600);
        expect(reports.join('')).toBe(whole.slice(0, whole.lastIndexOf('\n') + 1));
        expect(reports.every((lines) => lines.endsWith('\n'))).toBe(true);
      }),
    );
  });
});
