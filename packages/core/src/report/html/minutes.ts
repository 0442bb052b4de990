// The time axis of panels over a whole experiment.
import type { TrialRecord } from '../../experiment/records.js';
import type { Fragment, Size } from '../plots/marks.js';

/** From the start of the first trial to the start of this one. */
export function minutesOf({ startedAt }: TrialRecord, trials: readonly TrialRecord[]): number {
  return (Date.parse(startedAt) - Date.parse(trials[0].startedAt)) / 60_000;
}

export function minutesAxis(trials: readonly TrialRecord[], { width }: Size): Fragment {
  const end = Math.max(0, ...trials.map((trial) => minutesOf(trial, trials)));
  const room = 0.02 * end || 0.5;
  return {
    field: 'minutes',
    type: 'quantitative',
    title: 'minutes since the first run',
    axis: { grid: false, titlePadding: 4, tickCount: Math.round(width / 70) },
    scale: { domain: [-room, end + room], nice: false },
  };
}
