// Arms side by side in randomised complete blocks: every block has each once, in an order of its own.
import type { Configuration } from '@schedtuna/sdk';
import { planBlocks } from '../confirm/blocks.js';
import { streamOf } from '../stats/random.js';
import type { Phase, TrialRecord } from './records.js';
import type { MeasuredStage } from './stage.js';

/** Block 1, 2, …; the arms are numbered from 0. */
export async function measureBlocks(
  stage: MeasuredStage,
  phase: Extract<Phase, 'ablation' | 'confirm' | 'test'>,
  arms: readonly Configuration[],
  runs: number,
): Promise<TrialRecord[]> {
  const trials: TrialRecord[] = [];
  const order = planBlocks(arms.length, runs, streamOf(stage.experiment.options.seed, `${phase} blocks`));
  for (const [i, block] of order.entries()) {
    for (const arm of block) {
      trials.push(await stage.measure({ phase, block: i + 1, arm, configuration: arms[arm] }));
    }
  }
  return trials;
}
