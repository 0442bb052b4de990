// Every run of the default configuration over the time of the experiment: noise and drift of the machine.
import type { Metrics, MetricValues } from '@schedtuna/sdk';
import type { BaselineRecord, TrialRecord } from '../../experiment/records.js';
import { median } from '../../stats/centre.js';
import { objectiveScore } from '../../trial/objective.js';
import { metricsOf } from '../episodes.js';
import { COLOR, type Fragment, panel, type Size } from '../plots/marks.js';
import { channel, scaleOf } from '../plots/scale.js';
import { minutesAxis, minutesOf } from './minutes.js';

/** Ratios are to the median of the A/A runs; the warm-up is left out. */
export function defaultRunsPanel(
  trials: readonly TrialRecord[],
  { objective, noise }: BaselineRecord,
  definitions: Metrics,
  size: Size,
): Fragment {
  const defaults = trials.filter(isDefault);
  const centre = medians(defaults.filter(({ phase }) => phase === 'baseline').map(metricsOf));
  const points = defaults.flatMap((trial) => {
    const ratio = Math.exp(objectiveScore(objective, metricsOf(trial), definitions, centre));
    return Number.isFinite(ratio) ? [{ minutes: minutesOf(trial, trials), ratio, color: colorOf(trial) }] : [];
  });
  const band = { low: Math.exp(-2 * noise.sd), high: Math.exp(2 * noise.sd) };
  const scale = scaleOf([band.low, band.high, ...points.map(({ ratio }) => ratio)]);
  const y = (field: string) => channel(field, scale);
  return panel(
    `Runs of the default configuration: ${objective}, relative to their median`,
    'Grey: against itself, before the search. Blue: anchors within the search. Green: fresh runs. Band: ± 2 standard deviations.',
    size,
    [
      {
        data: { values: [band] },
        mark: { type: 'rect', color: COLOR.band, opacity: 0.3 },
        encoding: { y: y('low'), y2: { field: 'high' } },
      },
      { data: { values: [{ one: 1 }] }, mark: { type: 'rule', color: COLOR.default }, encoding: { y: y('one') } },
      {
        data: { values: points },
        mark: { type: 'point', shape: 'diamond', filled: true, size: 60, opacity: 1 },
        encoding: {
          x: minutesAxis(trials, size),
          y: y('ratio'),
          color: { field: 'color', type: 'nominal', scale: null },
        },
      },
    ],
  );
}

function isDefault({ phase, block, arm, outcome }: TrialRecord): boolean {
  if (outcome.status !== 'completed') return false;
  return phase === 'anchor' || (phase === 'baseline' && block !== 0) || (arm === 0 && phase !== 'ablation');
}

function colorOf({ phase }: TrialRecord): string {
  if (phase === 'baseline') return COLOR.default;
  return phase === 'anchor' || phase === 'search' ? COLOR.run : COLOR.fresh;
}

function medians(runs: readonly MetricValues[]): MetricValues {
  const names = [...new Set(runs.flatMap((run) => Object.keys(run)))];
  return Object.fromEntries(
    names.map((name) => [name, median(runs.map((run) => run[name]).filter((value) => value !== undefined))]),
  );
}
