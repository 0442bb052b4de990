// The evaluations at which regrets are tabulated.

const USUAL = [25, 50, 100];

/** 25, 50 and 100 as far as the budget goes, and its end. */
export function checkpointsOf(budget: number): readonly number[] {
  return [...USUAL.filter((evaluations) => evaluations < budget), budget];
}
