import type { Outcome } from '@schedtuna/sdk';
import { describe, expect, it } from 'vitest';
import { currentForeignLimit, unlessDisturbed } from '../../src/experiment/foreign-load.js';
import type { JournalRecord } from '../../src/experiment/records.js';

const trial = (phase: string, foreignCpus: number) =>
  ({ type: 'trial', phase, host: { foreignCpus, stealCpus: 0, load: 0 } }) as unknown as JournalRecord;
const baseline = { type: 'baseline' } as unknown as JournalRecord;
const completed: Outcome = { status: 'completed', samples: {}, metrics: {} };
const host = (foreignCpus: number) => ({ foreignCpus, stealCpus: 0, load: 0 });

describe('foreign load', () => {
  it('has no limit while A/A is measured', () => {
    expect(currentForeignLimit([trial('baseline', 0.9)], 0.25)).toBe(Number.POSITIVE_INFINITY);
  });

  it('may exceed that of the median A/A run by the allowance, whatever comes later', () => {
    const records = [
      trial('baseline', 0.1),
      trial('baseline', 2),
      trial('baseline', 0.2),
      baseline,
      trial('search', 9),
    ];
    expect(currentForeignLimit(records, 0.25)).toBeCloseTo(0.45);
  });

  it('makes a run void, also a failed one, and says by how much', () => {
    const failed: Outcome = { status: 'failed', class: 'guard_violated', message: '' };
    for (const outcome of [completed, failed]) {
      expect(unlessDisturbed(outcome, host(0.97), 0.3)).toMatchObject({
        status: 'void',
        class: 'host_busy',
        message: expect.stringContaining('0.97'),
      });
      expect(unlessDisturbed(outcome, host(0.3), 0.3)).toBe(outcome);
    }
  });

  it('leaves another void as it is', () => {
    const interrupted: Outcome = { status: 'void', class: 'interrupted', message: '' };
    expect(unlessDisturbed(interrupted, host(2), 0.3)).toBe(interrupted);
  });
});
