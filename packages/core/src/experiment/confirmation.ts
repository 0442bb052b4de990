// Fresh runs decide: finalists against the default configuration in interleaved blocks.
import type { Configuration } from '@schedtuna/sdk';
import { judge } from '../confirm/judge.js';
import type { Verdict } from '../confirm/verdict.js';
import { ablate } from './ablation.js';
import { measureBlocks } from './measure-blocks.js';
import type { TrialRecord } from './records.js';
import { caveatOfMixture } from './same-machine.js';
import type { Searched } from './search.js';
import type { MeasuredStage } from './stage.js';

/** The agent's own choice, and the best that was seen if it is another one. */
export const FINALISTS = 2;

/** undefined when nothing looked better than the default: there is nothing to confirm. */
export async function confirm(stage: MeasuredStage, searched: readonly Searched[]): Promise<Verdict | undefined> {
  const candidates = await chooseFinalists(stage, searched);
  if (candidates.length === 0) {
    stage.planned.expect('ablation', 0);
    stage.planned.expect('confirm', 0);
    return undefined;
  }
  const finalists = distinct(stage, [await ablate(stage, candidates[0]), ...candidates]);
  const runs = stage.experiment.options.confirmRuns;
  stage.planned.expect('confirm', runs * (finalists.length + 1));
  const trials = await measureBlocks(stage, 'confirm', [stage.space.defaultConfiguration, ...finalists], runs);

  const past = stage.ledger.take('verdict');
  if (past) return past.verdict;
  const verdict = { ...judgeTrials(stage, trials, finalists, searched), ...caveatOfMixture(stage.ledger.records()) };
  stage.ledger.append({ type: 'verdict', phase: 'confirm', at: new Date().toISOString(), verdict });
  return verdict;
}

export function judgeTrials(
  stage: MeasuredStage,
  trials: readonly TrialRecord[],
  finalists: readonly Configuration[],
  searched: readonly Searched[],
): Verdict {
  const { options, benchmark } = stage.experiment;
  const verdict = judge({
    trials,
    objective: stage.baseline.objective,
    metrics: benchmark.metrics,
    guards: benchmark.guards,
    minEffect: options.minEffect,
    seed: options.seed,
    finalists: finalists.map((configuration) => ({ configuration, difference: stage.space.difference(configuration) })),
  });
  const key = stage.space.key(verdict.configuration);
  const scores = searched.flatMap(({ configuration, record }) =>
    record.score !== null && stage.space.key(configuration) === key ? [record.score] : [],
  );
  if (scores.length === 0) return verdict;
  return { ...verdict, searchRatio: Math.exp(scores.reduce((a, b) => a + b, 0) / scores.length) };
}

async function chooseFinalists(stage: MeasuredStage, searched: readonly Searched[]): Promise<readonly Configuration[]> {
  const past = stage.ledger.take('finalists');
  if (past) return past.configurations;
  const recommended = await stage.agent.recommend();
  const seen = searched
    .filter(({ record }) => record.score !== null && record.score > 0)
    .sort((a, b) => (b.record.score as number) - (a.record.score as number))
    .map(({ configuration }) => configuration);
  const configurations = distinct(stage, [...(recommended ? [recommended] : []), ...seen]);
  stage.ledger.append({ type: 'finalists', configurations });
  return configurations;
}

/** The first FINALISTS of them that are neither the default nor equal. */
function distinct({ space }: MeasuredStage, configurations: readonly Configuration[]): readonly Configuration[] {
  const chosen = new Map<string, Configuration>();
  for (const configuration of configurations) {
    const key = space.key(configuration);
    if (key !== space.key(space.defaultConfiguration) && chosen.size < FINALISTS) chosen.set(key, configuration);
  }
  return [...chosen.values()];
}
