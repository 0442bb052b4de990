// What makes a machine noisy, as far as counters and the order of the A/A runs tell. Clauses for people, weightiest first:
// what goes with the scores, what was counted, how the runs follow each other, how the machine is set.
import type { Random } from '../stats/random.js';
import { type Beside, countedCauses, otherCpus } from './noise-counters.js';
import { patternCauses } from './noise-patterns.js';

export type CauseKind =
  | 'other-processes'
  | 'steal'
  | 'throttling'
  | 'clock'
  | 'temperature'
  | 'pressure'
  | 'drift'
  | 'neighbours'
  | 'governor'
  | 'autogroup';

export interface NoiseCause {
  readonly kind: CauseKind;
  /** Without capital and full stop: `other processes used 0.40 CPUs beside the runs`. */
  readonly clause: string;
}

/** One run of the default configuration. */
export interface BaselineRun {
  /** Log of the objective up to a constant; higher is better. */
  readonly score: number;
  /** Absent where nothing was counted. */
  readonly host?: Beside;
}

/** `runs` in the order they were made; `drift` and `sd` as in their `Noise`; `random` draws orders of more than 8 runs. */
export function noiseCauses(
  runs: readonly BaselineRun[],
  noise: { readonly drift: number; readonly sd: number },
  random: Random,
): NoiseCause[] {
  const hosts = runs.flatMap(({ host }) => host ?? []);
  const scores = runs.map(({ score }) => score);
  return [...countedCauses(runs, random), ...patternCauses(scores, noise, random), ...settings(hosts)];
}

/** A governor other than `performance` lets the clock follow the load. Autogroup alone disturbs nothing. */
function settings(hosts: readonly Beside[]): NoiseCause[] {
  const governors = [...new Set(hosts.flatMap(({ governor }) => governor ?? []))];
  const governor = governors.length > 1 ? `changed between ${governors.join(' and ')}` : `is ${governors[0]}`;
  const isSteady = governors.every((name) => name === 'performance');
  const isGrouped = otherCpus(hosts) !== undefined && hosts.some(({ autogroup }) => autogroup === true);
  return [
    ...(isSteady ? [] : [{ kind: 'governor' as const, clause: `the frequency governor ${governor}` }]),
    ...(isGrouped
      ? [
          {
            kind: 'autogroup' as const,
            clause: 'autogroup is on: another session gets as much CPU as the whole benchmark',
          },
        ]
      : []),
  ];
}
