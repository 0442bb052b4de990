// What people are told after the A/A runs: how noisy the machine is, and where it is too noisy, what that costs and comes from.
import { type Noise, noiseSentence, pairsToFind } from '../confirm/noise.js';
import type { NoiseCause } from '../confirm/noise-causes.js';
import type { JournalRecord } from '../experiment/records.js';
import { mean } from '../stats/centre.js';
import { duration } from './duration.js';
import { baselineTrials } from './episodes.js';
import { percent } from './numbers.js';

export interface NoiseFacts {
  readonly noise: Noise;
  /** Nothing is said about causes without it. */
  readonly causes?: readonly NoiseCause[];
  /** Smallest effect that matters, as a share. */
  readonly minEffect: number;
  readonly secondsPerRun: number;
}

/** Nobody measures more pairs than this. */
const SENSIBLE_PAIRS = 1000;

/** One line where the planned confirmation would find an effect of twice the smallest that matters, else up to three. */
export function noiseLines({ noise, causes, minEffect, secondsPerRun }: NoiseFacts): string[] {
  const wanted = 2 * minEffect; // none can be shown to exceed the smallest that is not larger than it
  const isQuiet = noise.detectable <= wanted;
  return [
    noiseSentence(noise),
    ...(isQuiet || minEffect === 0 ? [] : [priceOf(wanted, pairsToFind(noise, wanted, minEffect), secondsPerRun)]),
    ...(isQuiet || causes === undefined ? [] : [causesSentence(causes)]),
  ];
}

export function causesSentence(causes: readonly NoiseCause[]): string {
  if (causes.length === 0) return 'Nothing that is counted explains the noise.';
  return `What makes it noisy: ${causes.map(({ clause }) => clause).join('; ')}.`;
}

/** Mean of the A/A runs that count; 0 when there are none. */
export function secondsPerRun(records: readonly JournalRecord[]): number {
  const walls = baselineTrials(records).map(({ wallMs }) => wallMs / 1000);
  return walls.length === 0 ? 0 : mean(walls);
}

function priceOf(effect: number, pairs: number, seconds: number): string {
  const wanted = `To find an effect of ${percent(effect)} in 80 % of cases, the confirmation would need`;
  if (pairs > SENSIBLE_PAIRS) return `${wanted} more than ${SENSIBLE_PAIRS} pairs.`;
  return `${wanted} ${pairs} pairs of runs, about ${duration(2 * pairs * seconds)} (--confirm-runs ${pairs}).`;
}
