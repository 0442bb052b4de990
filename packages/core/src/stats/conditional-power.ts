// Whether a comparison that is under way can still end as hoped.
import { mean, standardDeviation } from './centre.js';

/** One-sided 2.5 %, and a chance of 5 % (normal quantiles). */
const SIGNIFICANT = 1.96;
const UNLIKELY = -1.645;

/**
 * True when the chance is below 5 % that the mean will be shown to lie above 0 at the planned end, if things go on as they are:
 * conditional power under the present trend (Lan & Wittes 1988). `share` of the comparison is over. Stopping then never
 * raises the chance of a false proof.
 */
export function isUnlikelyAbove(differences: readonly number[], share: number): boolean {
  if (share >= 1 || differences.length < 2) return false;
  const centre = mean(differences);
  const error = standardDeviation(differences) / Math.sqrt(differences.length);
  if (error === 0) return centre <= 0;
  const expected = centre / error / Math.sqrt(share); // z at the end, B(t) / t = Z / √t
  return (expected - SIGNIFICANT) / Math.sqrt(1 - share) < UNLIKELY;
}
