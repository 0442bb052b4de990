// Which configurations go into the confirmation.
import type { Configuration, SearchSpace } from '@schedtuna/sdk';
import { FAILURES_ALLOWED } from '../confirm/conclude.js';
import { type PooledScore, pooledScores, type Searched } from './searched.js';
import type { MeasuredStage } from './stage.js';

/** The agent's own choice, and the best that was seen if it is another one. */
export const FINALISTS = 2;

/** Best first; empty when nothing looked better than the default. */
export async function chooseFinalists(
  stage: MeasuredStage,
  searched: readonly Searched[],
): Promise<readonly Configuration[]> {
  const past = stage.ledger.take('finalists');
  if (past) return past.configurations;
  const recommended = await stage.agent.recommend();
  const seen = [...pooledScores(stage.space, searched).values()]
    .filter(({ score }) => score !== undefined && score > 0)
    .sort((a, b) => Number(failsTooOften(a)) - Number(failsTooOften(b)) || b.pessimistic - a.pessimistic)
    .map(({ configuration }) => configuration);
  const configurations = distinct(stage.space, [...(recommended ? [recommended] : []), ...seen]);
  stage.ledger.append({ type: 'finalists', configurations });
  return configurations;
}

/** In more runs than a verdict allows of one that it calls better. */
function failsTooOften({ runs, failures }: PooledScore): boolean {
  return failures > (runs + failures) * FAILURES_ALLOWED;
}

/** The first FINALISTS of them that are neither the default nor equal. */
export function distinct(space: SearchSpace, configurations: readonly Configuration[]): readonly Configuration[] {
  const chosen = new Map<string, Configuration>();
  for (const configuration of configurations) {
    const key = space.key(configuration);
    if (key !== space.key(space.defaultConfiguration) && chosen.size < FINALISTS) chosen.set(key, configuration);
  }
  return [...chosen.values()];
}
