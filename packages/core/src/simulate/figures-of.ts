// The numbers of an entry as people read them, with their headings: the same in the terminal and on the page.
import type { Entry } from './compare-runs.js';

export interface Figure {
  readonly heading: string;
  readonly meaning: string;
  of(entry: Entry): string;
}

const NONE = '–';

/** Left to right, for the evaluations of `checkpointsOf`. */
export function figuresOf(checkpoints: readonly number[]): readonly Figure[] {
  return [
    ...checkpoints.map((evaluations) => ({
      heading: `regret@${evaluations}`,
      meaning: `mean regret after ${evaluations} evaluations`,
      of: ({ curve }: Entry) => fixed(curve.mean[evaluations - 1], 3),
    })),
    { heading: 'top 1 %', meaning: 'mean evaluations to the best 1 %', of: ({ top1 }) => fixed(top1, 1) },
    { heading: 'reached', meaning: 'runs that got there', of: ({ reached }) => `${(100 * reached).toFixed(0)} %` },
    { heading: 'failed', meaning: 'mean evaluations that failed', of: ({ fails }) => fixed(fails, 1) },
    { heading: 'CPU s', meaning: 'mean CPU seconds of a run', of: ({ cpuSeconds }) => fixed(cpuSeconds, 2) },
    { heading: 'runs', meaning: 'number of runs', of: ({ runs }) => String(runs) },
  ];
}

/** A recorded run may be shorter than the budget: then there is no value. */
function fixed(value: number | undefined, digits: number): string {
  return value === undefined ? NONE : value.toFixed(digits);
}
