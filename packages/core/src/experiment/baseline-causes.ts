// Gathers from the journal what the causes of noise are looked for in: the counted A/A runs with what was beside each.
import { type BaselineRun, type NoiseCause, noiseCauses } from '../confirm/noise-causes.js';
import { baselineTrials, metricsOf } from '../report/episodes.js';
import { streamOf } from '../stats/random.js';
import { isScorable, objectiveScore } from '../trial/objective.js';
import type { BaselineRecord } from './records.js';
import type { Stage } from './stage.js';

/** After the last A/A pair. */
export function baselineCauses({ ledger, experiment }: Stage, baseline: BaselineRecord): NoiseCause[] {
  const { metrics } = experiment.benchmark;
  const { objective, noise } = baseline;
  const measured = baselineTrials(ledger.records()).map((trial) => ({ values: metricsOf(trial), host: trial.host }));
  const scorable = measured.filter(({ values }) => isScorable(objective, values, metrics));
  const runs = scorable.map(({ values, host }): BaselineRun => {
    const score = objectiveScore(objective, values, metrics, scorable[0].values); // any run will do: only differences count
    return { score, ...(host ? { host } : {}) };
  });
  return noiseCauses(runs, noise, streamOf(experiment.options.seed, 'noise causes'));
}
