// How many runs are done and planned, and how long the rest will take.
import type { Progress } from './events.js';
import type { Phase } from './records.js';

export interface Planned {
  /** The plan of a phase changed: finalists are known, noise was known early. */
  expect(phase: Phase, trials: number): void;
  /** A run of a phase is over; `seconds` with everything around it. */
  done(phase: Phase, seconds: number): void;
  now(): Progress;
}

export function createPlanned(plan: Readonly<Partial<Record<Phase, number>>>, expectedSeconds?: number): Planned {
  const total = new Map(Object.entries(plan) as [Phase, number][]);
  const finished = new Map<Phase, number>();
  let spent = 0;
  let runs = 0;
  const sum = (counts: Map<Phase, number>) => [...counts.values()].reduce((a, b) => a + b, 0);
  return {
    expect: (phase, trials) => total.set(phase, trials),
    done(phase, seconds) {
      finished.set(phase, (finished.get(phase) ?? 0) + 1);
      spent += seconds;
      runs += 1;
    },
    now() {
      const done = sum(finished);
      const all = Math.max(done, sum(total));
      const perRun = runs > 0 ? spent / runs : expectedSeconds;
      return { done, total: all, ...(perRun === undefined ? {} : { remainingSeconds: (all - done) * perRun }) };
    },
  };
}
