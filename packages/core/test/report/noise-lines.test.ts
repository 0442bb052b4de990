import { describe, expect, it } from 'vitest';
import { noiseLines, secondsPerRun } from '../../src/report/noise-lines.js';
import { searchJournal } from './journal.js';

const noise = { pairs: 3, sd: 0.03, drift: 0.001, lag1: null, detectable: 0.05, metrics: {} };
const facts = { noise, minEffect: 0.01, secondsPerRun: 3 };
const causes = [
  { kind: 'steal', clause: 'the hypervisor gave the time of 0.06 CPUs to others' },
  { kind: 'governor', clause: 'the frequency governor is powersave' },
] as const;

describe('noiseLines', () => {
  it('is one sentence on a machine that is quiet enough', () => {
    expect(noiseLines({ ...facts, causes, minEffect: 0.025 })).toEqual([
      expect.stringMatching(/^Default against itself: /),
    ]);
  });

  it('tells what the wanted effect costs and what makes the machine noisy', () => {
    expect(noiseLines({ ...facts, causes }).slice(1)).toEqual([
      'To find an effect of 2.0 % in 80 % of cases, the confirmation would need 179 pairs of runs, about 17 min (--confirm-runs 179).',
      'What makes it noisy: the hypervisor gave the time of 0.06 CPUs to others; the frequency governor is powersave.',
    ]);
  });

  it('says that nothing explains it, and nothing where nobody looked', () => {
    expect(noiseLines({ ...facts, causes: [] }).at(-1)).toBe('Nothing that is counted explains the noise.');
    expect(noiseLines(facts)).toHaveLength(2);
  });

  it('names no number of pairs that nobody would measure', () => {
    expect(noiseLines({ ...facts, minEffect: 0.0001 })[1]).toMatch(/would need more than 1000 pairs\.$/);
    expect(noiseLines({ ...facts, causes, minEffect: 0 })).toHaveLength(2);
  });
});

describe('secondsPerRun', () => {
  it('is the mean of the A/A runs that count', () => {
    const journal = searchJournal({ episodes: 3 }).map((record) =>
      record.type === 'trial' && (record.phase !== 'baseline' || record.block === 0)
        ? { ...record, wallMs: 99_000 }
        : record,
    );
    expect(secondsPerRun(journal)).toBe(13);
    expect(secondsPerRun([])).toBe(0);
  });
});
