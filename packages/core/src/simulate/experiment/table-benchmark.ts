// A run of a simulated experiment: the table's value, as the synthetic host would have it measured.
import type { Metrics, Outcome } from '@schedtuna/sdk';
import type { Measure } from '../../experiment/measure.js';
import type { Stage } from '../../experiment/stage.js';
import type { SyntheticHost } from '../host/synthetic-host.js';
import type { MeasuredTable } from '../table.js';
import type { Truth } from './truth.js';

/** Tables do not say more of their metric than its direction. */
export const METRIC = 'value';
/** Every run is said to have taken so long: nothing is timed. */
const RUN_MS = 1000;
/** When the first run is said to have begun. */
export const BEGINNING = Date.UTC(2000, 0, 1);

export function tableMetrics({ name, direction }: MeasuredTable): Metrics {
  return { [METRIC]: { unit: '', direction, label: METRIC, description: `Value of the table ${name}` } };
}

/** `host` counts the runs as the journal does, from 1. */
export function measureOnTable(
  { ledger, planned, listen }: Pick<Stage, 'ledger' | 'planned' | 'listen'>,
  table: MeasuredTable,
  truth: Truth,
  host: SyntheticHost,
): Measure {
  let id = 0;
  return async ({ accept, ...plan }) => {
    id += 1;
    listen({ type: 'trial-start', phase: plan.phase, progress: planned.now() });
    const outcome = outcomeOf(table, truth.ratioOf(plan.configuration), truth.fallback, host, id);
    const record = {
      type: 'trial',
      id,
      ...plan,
      attempt: 1,
      startedAt: new Date(BEGINNING + (id - 1) * RUN_MS).toISOString(),
      wallMs: RUN_MS,
      benchmarkMs: RUN_MS,
      outcome: accept ? accept(outcome) : outcome,
    } as const;
    ledger.append(record);
    planned.done(plan.phase, RUN_MS / 1000);
    listen({ type: 'trial-end', trial: record, progress: planned.now() });
    return record;
  };
}

function outcomeOf(
  { direction }: MeasuredTable,
  ratio: number | undefined,
  fallback: number,
  host: SyntheticHost,
  run: number,
): Outcome {
  if (ratio === undefined) return failed('the table has no value for this configuration');
  if (host.fails(run)) return failed('the synthetic host made it fail');
  const better = ratio / host.factor(run);
  const value = direction === 'minimize' ? fallback / better : fallback * better;
  return { status: 'completed', samples: { [METRIC]: [value] }, metrics: { [METRIC]: value } };
}

function failed(message: string): Outcome {
  return { status: 'failed', class: 'benchmark_failed', message };
}
