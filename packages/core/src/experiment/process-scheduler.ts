// A scheduler of kind process on this machine: its own probe says what works.
import { type Host, SchedtunaError, type Scheduler } from '@schedtuna/sdk';
import type { FittedScheduler } from './fitted-scheduler.js';

/** Throws ST_SCHEDULER_UNUSABLE. */
export async function fitProcessScheduler(
  definition: Extract<Scheduler, { kind: 'process' }>,
  host: Host,
): Promise<FittedScheduler> {
  const probe = await definition.probe(host);
  if (!probe.usable) {
    throw new SchedtunaError(
      'ST_SCHEDULER_UNUSABLE',
      `${definition.name} cannot be tuned on this machine: ${probe.reason}`,
      { hint: 'schedtuna doctor says what can be tuned here.' },
    );
  }
  const { kind, parameters, constraints = [] } = definition;
  return {
    ...{ kind, parameters, constraints },
    unavailable: probe.unavailable ?? {},
    facts: probe.facts ?? {},
    notes: [],
    explain: (configuration) => definition.explain?.(configuration) ?? [],
    tuned: () => definition,
  };
}
