// Fresh runs decide: finalists against the default configuration in interleaved blocks.
import type { Configuration } from '@schedtuna/sdk';
import { planBlocks } from '../confirm/blocks.js';
import { judge } from '../confirm/judge.js';
import type { Verdict } from '../confirm/verdict.js';
import { streamOf } from '../stats/random.js';
import type { TrialRecord } from './records.js';
import type { Searched } from './search.js';
import type { MeasuredStage } from './stage.js';

/** The agent's own choice, and the best that was seen if it is another one. */
export const FINALISTS = 2;

/** undefined when nothing looked better than the default: there is nothing to confirm. */
export async function confirm(stage: MeasuredStage, searched: readonly Searched[]): Promise<Verdict | undefined> {
  const finalists = await chooseFinalists(stage, searched);
  const runs = stage.experiment.options.confirmRuns;
  stage.planned.expect('confirm', runs * (finalists.length + 1));
  if (finalists.length === 0) return undefined;
  const trials = await measureBlocks(stage, 'confirm', finalists, runs);

  const past = stage.ledger.take('verdict');
  if (past) return past.verdict;
  const verdict = judgeTrials(stage, trials, finalists, searched);
  stage.ledger.append({ type: 'verdict', phase: 'confirm', at: new Date().toISOString(), verdict });
  return verdict;
}

/** Arms are 0 = default, then the finalists; every block holds each once, in an order of its own. */
export async function measureBlocks(
  stage: MeasuredStage,
  phase: 'confirm' | 'test',
  finalists: readonly Configuration[],
  runs: number,
): Promise<TrialRecord[]> {
  const arms = [stage.space.defaultConfiguration, ...finalists];
  const trials: TrialRecord[] = [];
  const order = planBlocks(arms.length, runs, streamOf(stage.experiment.options.seed, `${phase} blocks`));
  for (const [i, block] of order.entries()) {
    for (const arm of block) {
      trials.push(await stage.measure({ phase, block: i + 1, arm, configuration: arms[arm] }));
    }
  }
  return trials;
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
  const { space } = stage;
  const recommended = await stage.agent.recommend();
  const seen = searched
    .filter(({ record }) => record.score !== null && record.score > 0)
    .sort((a, b) => (b.record.score as number) - (a.record.score as number))
    .map(({ configuration }) => configuration);
  const chosen = new Map<string, Configuration>();
  for (const configuration of [...(recommended ? [recommended] : []), ...seen]) {
    const key = space.key(configuration);
    if (key !== space.key(space.defaultConfiguration) && chosen.size < FINALISTS) chosen.set(key, configuration);
  }
  const configurations = [...chosen.values()];
  stage.ledger.append({ type: 'finalists', configurations });
  return configurations;
}
