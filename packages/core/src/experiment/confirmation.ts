// Fresh runs decide: finalists against the default configuration in interleaved blocks, until it is clear.
import type { Configuration } from '@schedtuna/sdk';
import { type JudgeInput, judge, openArms } from '../confirm/judge.js';
import { plannedLooks } from '../confirm/looks.js';
import type { Verdict } from '../confirm/verdict.js';
import { ablate } from './ablation.js';
import { chooseFinalists, distinct } from './finalists.js';
import { measureBlocks } from './measure-blocks.js';
import type { TrialRecord } from './records.js';
import { caveatOfMixture } from './same-machine.js';
import { pooledScores, type Searched } from './searched.js';
import type { MeasuredStage } from './stage.js';

/** undefined when nothing looked better than the default: there is nothing to confirm. */
export async function confirm(stage: MeasuredStage, searched: readonly Searched[]): Promise<Verdict | undefined> {
  const candidates = await chooseFinalists(stage, searched);
  if (candidates.length === 0) {
    stage.planned.expect('ablation', 0);
    stage.planned.expect('confirm', 0);
    return undefined;
  }
  const finalists = distinct(stage.space, [await ablate(stage, candidates[0], searched), ...candidates]);
  const blocks = stage.experiment.options.confirmRuns;
  const trials = await measureFinalists(stage, 'confirm', finalists, blocks);
  const past = stage.ledger.take('verdict');
  if (past) return past.verdict;
  const judged = judgeTrials(stage, trials, finalists, blocks, searched);
  const verdict = { ...judged, ...caveatOfMixture(stage.ledger.records()) };
  stage.ledger.append({ type: 'verdict', phase: 'confirm', at: new Date().toISOString(), verdict });
  return verdict;
}

/** Fresh blocks of the default and all finalists, at most `blocks`, fewer when the verdict is clear or cannot be reached. */
export async function measureFinalists(
  stage: MeasuredStage,
  phase: 'confirm' | 'test',
  finalists: readonly Configuration[],
  blocks: number,
): Promise<readonly TrialRecord[]> {
  stage.planned.expect(phase, blocks * (finalists.length + 1));
  const looks = plannedLooks(blocks, finalists.length);
  const all = finalists.map((_, i) => i + 1);
  return measureBlocks(stage, {
    phase,
    arms: [stage.space.defaultConfiguration, ...finalists],
    blocks,
    openArms: (trials, block) => (looks.includes(block) ? openArms(judgeInput(stage, trials, finalists, blocks)) : all),
  });
}

export function judgeTrials(
  stage: MeasuredStage,
  trials: readonly TrialRecord[],
  finalists: readonly Configuration[],
  blocks: number,
  searched: readonly Searched[],
): Verdict {
  const verdict = judge(judgeInput(stage, trials, finalists, blocks));
  const seen = pooledScores(stage.space, searched).get(stage.space.key(verdict.configuration));
  return seen?.score === undefined ? verdict : { ...verdict, searchRatio: Math.exp(seen.score) };
}

function judgeInput(
  { experiment: { options, benchmark }, baseline, space }: MeasuredStage,
  trials: readonly TrialRecord[],
  finalists: readonly Configuration[],
  plannedBlocks: number,
): JudgeInput {
  return {
    trials,
    objective: baseline.objective,
    metrics: benchmark.metrics,
    guards: benchmark.guards,
    minEffect: options.minEffect,
    seed: options.seed,
    plannedBlocks,
    finalists: finalists.map((configuration) => ({ configuration, difference: space.difference(configuration) })),
  };
}
