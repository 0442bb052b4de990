// From when on a run counts as disturbed by other processes.
import { median } from '../stats/centre.js';

/** CPUs that others may use beside a run: as many as beside the median A/A run (`baseline`, CPUs each), and `allowance` more. */
export function foreignLimit(baseline: readonly number[], allowance: number): number {
  return (baseline.length > 0 ? median(baseline) : 0) + allowance;
}
