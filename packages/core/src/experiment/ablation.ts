// Puts the changes of the best configuration back one at a time, so that only what is needed goes into the confirmation.
import type { Configuration } from '@schedtuna/sdk';
import {
  type AblationInput,
  ablationSentence,
  judgeAblation,
  openChanges,
  reducedConfiguration,
  reductions,
  worthKeeping,
} from '../confirm/ablation.js';
import { measureBlocks } from './measure-blocks.js';
import { pooledScores, type Searched } from './searched.js';
import type { MeasuredStage } from './stage.js';

/** The configuration without the changes that fresh runs found no use for; itself with --ablation-runs 0. */
export async function ablate(
  stage: MeasuredStage,
  configuration: Configuration,
  searched: readonly Searched[],
): Promise<Configuration> {
  const { experiment, space, baseline } = stage;
  const { ablationRuns = 0, minEffect } = experiment.options;
  const reduced = reductions(configuration, space);
  const gain = promisedGain(stage, configuration, searched);
  const changes = Object.keys(space.difference(configuration)).length;
  const isWanted = ablationRuns > 0 && changes > 1 && reduced.length > 0 && gain !== undefined;
  stage.planned.expect('ablation', isWanted ? ablationRuns * (1 + reduced.length) : 0);
  if (!isWanted) return configuration;
  const input: Omit<AblationInput, 'trials'> = {
    reduced,
    objective: baseline.objective,
    metrics: experiment.benchmark.metrics,
    noise: baseline.noise,
    worth: worthKeeping({ gain, minEffect, sd: baseline.noise.sd, changes: reduced.length, blocks: ablationRuns }),
  };
  const trials = await measureBlocks(stage, {
    phase: 'ablation',
    arms: [configuration, ...reduced.map((one) => one.configuration)],
    blocks: ablationRuns,
    openArms: (measured) => openChanges({ ...input, trials: measured }),
  });
  const past = stage.ledger.take('ablation');
  if (past) return past.reduced;
  const parameters = judgeAblation({ ...input, trials });
  const result = reducedConfiguration(configuration, parameters, space);
  stage.ledger.append({ type: 'ablation', configuration, parameters, reduced: result });
  stage.listen({ type: 'notice', level: 'info', message: ablationSentence(configuration, parameters) });
  return result;
}

/** Log ratio that the search saw; undefined where it is not even likely to be a gain: there is nothing to explain. */
function promisedGain(
  { space, experiment: { options } }: MeasuredStage,
  configuration: Configuration,
  searched: readonly Searched[],
): number | undefined {
  const seen = pooledScores(space, searched).get(space.key(configuration));
  if (seen?.score === undefined || seen.pessimistic <= Math.log1p(options.minEffect)) return undefined;
  return seen.score;
}
