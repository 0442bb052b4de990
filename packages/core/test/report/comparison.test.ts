import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExperimentRecord, JournalRecord } from '../../src/experiment/records.js';
import { comparisonOf } from '../../src/report/comparison.js';
import { comparisonLines } from '../../src/report/comparison-lines.js';
import { plain } from '../../src/report/paint.js';
import { wrapped } from '../../src/report/wrapped.js';
import * as journals from './finished.js';

const compare = (...all: (readonly JournalRecord[])[]) =>
  comparisonOf(all.map((records, i) => ({ directory: `/results/${i}`, records })));

function changed(records: readonly JournalRecord[], more: (record: ExperimentRecord) => Partial<ExperimentRecord>) {
  const [first, ...rest] = records;
  return [{ ...first, ...more(first as ExperimentRecord) } as JournalRecord, ...rest];
}

const other = changed(journals.inSearch, ({ host, options }) => ({
  name: 'other',
  host: { ...host, kernel: '6.18.1', governor: 'powersave' },
  options: { ...options, seed: 2, resultsDir: '/elsewhere' },
}));

describe('comparisonOf', () => {
  const { experiments, differences } = compare(journals.finishedJournal(), other);

  it('has verdict, noise and best configuration where there are any', () => {
    expect(experiments[0]).toMatchObject({
      directory: '/results/0',
      state: 'finished',
      objective: 'throughput',
      verdict: { conclusion: 'better', effect: { ratio: 1.21 } },
      withoutVerdict: null,
      best: { chosenBy: 'verdict', difference: { slice_us: 800, policy: 'batch' } },
      noise: { sd: 0.021 },
    });
    expect(experiments[1]).toMatchObject({ state: 'interrupted', verdict: null, best: { chosenBy: 'search' } });
    expect(experiments[1].withoutVerdict).toContain('4 of 15');
    expect(experiments[0].usual.tg_tokens_per_sec).toBeCloseTo(396, -2);
  });

  it('names every difference and nothing that is equal', () => {
    expect(differences).toEqual({
      'host kernel': ['6.12.48', '6.18.1'],
      'host governor': [null, 'powersave'],
      'option seed': ['1', '2'],
    });
    expect(compare(journals.onlyStarted, journals.onlyFailures).differences).toEqual({});
  });

  it('is JSON, and says null where an experiment did not come so far', () => {
    const { experiments: all } = compare(journals.onlyStarted, journals.withoutBaseline);
    expect(all[0]).toMatchObject({ objective: null, verdict: null, best: null, noise: null, usual: {} });
    expect(JSON.parse(JSON.stringify(all))).toEqual(all);
  });
});

it('says of how many pairs at most a verdict had enough', () => {
  const early = compare(journals.finishedJournal(15, { ...journals.verdict, plannedBlocks: 20 }));
  expect(comparisonLines(early, 120, plain).join('\n')).toMatch(/fresh pairs\s+8 of at most 20/);
});

describe('comparisonLines', () => {
  const both = compare(journals.finishedJournal(), other);

  it('shows columns side by side', () => {
    const lines = comparisonLines(both, 120, plain);
    expect(lines[0]).toMatch(/^ +eevdf_sac_15ep_20260102_030405 +other$/);
    expect(lines.join('\n')).toMatch(/^verdict +better +none\. The search is not over/m);
    expect(lines.join('\n')).toMatch(/^effect +×1\.21 \[1\.17, 1\.25\] +–$/m);
    expect(lines.join('\n')).toMatch(/^host kernel +6\.12\.48 +6\.18\.1$/m);
    expect(lines.join('\n')).toContain('not absolute numbers');
  });

  it('goes below each other where it is narrow', () => {
    const lines = comparisonLines(both, 50, plain);
    expect(lines).toContain('  effect: ×1.21 [1.17, 1.25]');
    expect(lines.indexOf('other')).toBeGreaterThan(3);
  });

  it('never is wider than the terminal, whatever is compared', () => {
    const all = [journals.finishedJournal(3), other, journals.onlyFailures, journals.onlyStarted];
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 250 }), fc.subarray([0, 1, 2, 3], { minLength: 2 }), (width, some) => {
        for (const line of comparisonLines(compare(...some.map((i) => all[i])), width, plain)) {
          expect(line.length, line).toBeLessThanOrEqual(width);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('says when there is no difference, and prints nothing that a terminal obeys', () => {
    const hostile = changed(journals.inSearch, () => ({ name: '\u001b[31mred\u0007' }));
    const text = comparisonLines(compare(hostile, hostile), 120, plain).join('\n');
    expect(text).toContain('Machine, versions and options are the same.');
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});

describe('wrapped', () => {
  it('keeps every character but spaces, in lines that are short enough', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 30 }), (text, width) => {
        const lines = wrapped(text, width);
        expect(lines.length).toBeGreaterThan(0);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });
});
