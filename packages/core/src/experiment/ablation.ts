// Puts the changes of the best configuration back one at a time, so that only what is needed goes into the confirmation.
import type { Configuration } from '@schedtuna/sdk';
import { ablationSentence, judgeAblation, reducedConfiguration, reductions } from '../confirm/ablation.js';
import { measureBlocks } from './measure-blocks.js';
import type { MeasuredStage } from './stage.js';

/** The configuration without the changes that fresh runs found no use for; itself with --ablation-runs 0. */
export async function ablate(stage: MeasuredStage, configuration: Configuration): Promise<Configuration> {
  const { ablationRuns = 0 } = stage.experiment.options;
  const reduced = reductions(configuration, stage.space);
  const isWanted = ablationRuns > 0 && Object.keys(stage.space.difference(configuration)).length > 1;
  stage.planned.expect('ablation', isWanted ? ablationRuns * (1 + reduced.length) : 0);
  if (!isWanted) return configuration;
  const arms = [configuration, ...reduced.map((one) => one.configuration)];
  const trials = await measureBlocks(stage, 'ablation', arms, ablationRuns);
  const past = stage.ledger.take('ablation');
  if (past) return past.reduced;
  const { objective } = stage.baseline;
  const parameters = judgeAblation({ trials, reduced, objective, metrics: stage.experiment.benchmark.metrics });
  const result = reducedConfiguration(configuration, parameters, stage.space);
  stage.ledger.append({ type: 'ablation', configuration, parameters, reduced: result });
  stage.listen({ type: 'notice', level: 'info', message: ablationSentence(configuration, parameters) });
  return result;
}
