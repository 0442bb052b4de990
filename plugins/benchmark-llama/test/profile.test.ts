import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { threadsOf } from '../src/profile.js';
import { defaults } from './context.js';

const profile = (name: 'priority' | 'contended' | 'idle') => ({ ...defaults(), profile: name });

describe('threadsOf', () => {
  it.each([
    [1, 1],
    [2, 1],
    [3, 1],
    [4, 2],
    [9, 4],
  ])('priority on %i CPUs computes with %i threads', (cpus, workload) => {
    expect(threadsOf(profile('priority'), cpus)).toEqual({ workload, background: cpus });
  });

  it('priority never costs the load more than a quarter when its workload gets all it asks for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 512 }), (cpus) => {
        const { workload, background } = threadsOf(profile('priority'), cpus);
        const shared = (background * cpus) / (workload + background);
        expect((cpus - workload) / shared).toBeGreaterThanOrEqual(0.75 - 1e-9);
      }),
    );
  });

  it('contended computes on every CPU beside the load, idle without it', () => {
    expect(threadsOf(profile('contended'), 4)).toEqual({ workload: 4, background: 4 });
    expect(threadsOf(profile('idle'), 4)).toEqual({ workload: 4, background: 0 });
  });

  it('takes the number of threads that was asked for', () => {
    expect(threadsOf({ ...defaults(), threads: 3 }, 8)).toEqual({ workload: 3, background: 8 });
  });
});
