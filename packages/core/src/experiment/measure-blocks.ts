// Arms side by side in randomised complete blocks: every block has each once, in an order of its own.
import type { Configuration } from '@schedtuna/sdk';
import { planBlocks } from '../confirm/blocks.js';
import { streamOf } from '../stats/random.js';
import type { Phase, TrialRecord } from './records.js';
import type { MeasuredStage } from './stage.js';

export interface BlockPlan {
  readonly phase: Extract<Phase, 'ablation' | 'confirm' | 'test'>;
  /** Numbered from 0; arm 0 is what the others are compared with. */
  readonly arms: readonly Configuration[];
  /** Blocks are numbered from 1; this many at most. */
  readonly blocks: number;
  /** Asked after each block: arms above 0 that are worth another one. None: it is over. */
  readonly openArms: (trials: readonly TrialRecord[], block: number) => readonly number[];
}

export async function measureBlocks(
  stage: MeasuredStage,
  { phase, arms, blocks, openArms }: BlockPlan,
): Promise<TrialRecord[]> {
  const trials: TrialRecord[] = [];
  const order = planBlocks(arms.length, blocks, streamOf(stage.experiment.options.seed, `${phase} blocks`));
  let open = arms.map((_, arm) => arm).slice(1);
  for (const [i, arranged] of order.entries()) {
    const block = arranged.filter((arm) => arm === 0 || open.includes(arm));
    for (const arm of block) {
      trials.push(await stage.measure({ phase, block: i + 1, arm, configuration: arms[arm] }));
    }
    open = openArms(trials, i + 1).filter((arm) => open.includes(arm));
    stage.planned.expect(phase, trials.length + (blocks - i - 1) * (open.length > 0 ? open.length + 1 : 0));
    if (open.length === 0) break;
  }
  return trials;
}
