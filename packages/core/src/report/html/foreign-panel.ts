// How much CPU other processes took beside each run: which runs were disturbed.
import { LEAST_STEAL } from '../../confirm/noise-counters.js';
import type { HostSample, TrialRecord } from '../../experiment/records.js';
import { foreignLimit } from '../../trial/foreign-limit.js';
import { COLOR, type Fragment, panel, pointMarks, type Size } from '../plots/marks.js';
import { channel, scaleFromZero } from '../plots/scale.js';
import { minutesAxis, minutesOf } from './minutes.js';

/** `allowance`: CPUs above the A/A runs' median from which a run is repeated. undefined when no trial has a sample. */
export function foreignPanel(
  trials: readonly TrialRecord[],
  allowance: number | undefined,
  size: Size,
): Fragment | undefined {
  const sampled = trials.filter(hasSample);
  if (sampled.length === 0) return undefined;
  const points = sampled.map((trial) => ({
    minutes: minutesOf(trial, trials),
    cpus: trial.host.foreignCpus,
    steal: trial.host.stealCpus,
    isVoid: trial.outcome.status === 'void',
  }));
  const stolen = points.filter(({ steal }) => steal > LEAST_STEAL);
  const highest = Math.max(...points.map(({ cpus, steal }) => Math.max(cpus, steal)));
  const limits = limitOf(sampled, allowance).filter((limit) => limit < 4 * highest + 0.5); // else the runs would be one line
  const scale = scaleFromZero([highest, ...limits]);
  const marks = pointMarks(points.length);
  const x = minutesAxis(trials, size);
  const encoding = { x, y: channel('cpus', scale) };
  const words = [
    'Dots: CPU time of processes that did not belong to the run, in CPUs.',
    stolen.length > 0 && 'Orange: time that the hypervisor gave to others.',
    limits.length > 0 && 'Above the dashed line a run is repeated; crosses are runs that were void.',
  ];
  return panel('Other work beside each run', words.filter(Boolean).join(' '), size, [
    {
      data: { values: limits.map((limit) => ({ limit })) },
      mark: { type: 'rule', color: COLOR.failed, strokeDash: [4, 3] },
      encoding: { y: channel('limit', scale) },
    },
    {
      data: { values: stolen },
      mark: { ...marks.run, color: COLOR.best, shape: 'square', size: 30 },
      encoding: { x, y: channel('steal', scale) },
    },
    { data: { values: points.filter(({ isVoid }) => !isVoid) }, mark: marks.run, encoding },
    { data: { values: points.filter(({ isVoid }) => isVoid) }, mark: marks.failed, encoding },
  ]);
}

function hasSample(trial: TrialRecord): trial is TrialRecord & { readonly host: HostSample } {
  return trial.host !== undefined;
}

/** None where the journal does not say what was allowed. */
function limitOf(sampled: readonly (TrialRecord & { readonly host: HostSample })[], allowance?: number): number[] {
  const used = sampled.filter(({ phase }) => phase === 'baseline').map(({ host }) => host.foreignCpus);
  return allowance === undefined || used.length === 0 ? [] : [foreignLimit(used, allowance)];
}
