// Trials as scripts in the guest report them, and the one thing that must hold for all of them.
import { expect } from 'vitest';

/** What `trialsOf` of guest/experiment.mjs tells. */
export interface Trial {
  readonly phase: string;
  readonly attempt: number;
  readonly configuration: Readonly<Record<string, unknown>>;
  /** `completed`, or the class of what went wrong. */
  readonly status: string;
  readonly isVoid: boolean;
  readonly message?: string;
  /** As the journal has them. */
  readonly ops?: string;
  readonly enableSeq?: number;
  /** As the benchmark saw it: `ENABLE_SEQ STATE OPS SWITCH_ALL EXT`, a line for each change; of completed trials only. */
  readonly seen?: readonly string[];
  /** Uid of the benchmark. */
  readonly user?: number;
}

/**
 * Every completed trial ran under the scheduler that its line names, from the benchmark's first to its last look, and no
 * two of them under the same start of it. Some must be completed, or nothing was checked.
 */
export function expectRightScheduler(trials: readonly Trial[], ops: RegExp): void {
  const completed = trials.filter(({ status }) => status === 'completed');
  expect(completed.length).toBeGreaterThan(0);
  for (const trial of completed) {
    expect(trial.ops).toMatch(ops);
    expect(trial.seen).toEqual([`${trial.enableSeq} enabled ${trial.ops} 1 1`]);
  }
  const sequence = completed.map(({ enableSeq = 0 }) => enableSeq);
  expect(sequence).toEqual([...new Set(sequence)].sort((a, b) => a - b));
}
