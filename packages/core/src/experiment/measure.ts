// One entry of the plan: a trial that is repeated while it is void, journaled each time.

import { loadavg } from 'node:os';
import { type Configuration, type Outcome, SchedtunaError } from '@schedtuna/sdk';
import type { CpuUse, MachineSample } from '../host/guard/messages.js';
import type { SchedulerReport } from '../host/guard/scheduler-messages.js';
import { waitForQuiet } from '../host/quiet.js';
import type { Judge } from '../trial/early-stop.js';
import { runTrial } from '../trial/run-trial.js';
import type { TrialSetup } from '../trial/trial-setup.js';
import type { Listener } from './events.js';
import { currentForeignLimit, unlessDisturbed } from './foreign-load.js';
import type { Ledger } from './ledger.js';
import type { Planned } from './progress.js';
import type { HostSample, Phase, SchedExtSample, TrialRecord } from './records.js';

export interface TrialPlan {
  readonly phase: Phase;
  readonly configuration: Configuration;
  readonly episode?: number;
  readonly block?: number;
  readonly arm?: number;
  readonly reason?: string;
  /** Turns a completed outcome into a failure when it breaks a guard. */
  readonly accept?: (outcome: Outcome) => Outcome;
  /** May end the run before its time. */
  readonly judge?: Judge | undefined;
}

export type Measure = (plan: TrialPlan) => Promise<TrialRecord>;

export interface MeasureDependencies {
  /** Called when the first trial is really run. */
  readonly setup: () => Promise<TrialSetup>;
  readonly ledger: Ledger;
  readonly planned: Planned;
  readonly listen: Listener;
  readonly interruption: AbortSignal;
  /** --max-foreign-cpus. */
  readonly maxForeignCpus: number;
}

/** Void trials in a row before the experiment gives up. */
const VOID_LIMIT = 3;
/** After a disturbed run the machine gets this long to become quiet. */
const QUIET_WITHIN_MS = 30_000;

export function createMeasure(dependencies: MeasureDependencies): Measure {
  const { setup, ledger, planned, listen, interruption, maxForeignCpus } = dependencies;
  let id = 0;

  async function attempt(plan: TrialPlan, number: number): Promise<TrialRecord> {
    id += 1;
    const past = ledger.take('trial');
    if (past) {
      if (past.outcome.status !== 'void') planned.done(plan.phase, past.wallMs / 1000);
      return past;
    }
    stopIfInterrupted(interruption);
    listen({ type: 'trial-start', phase: plan.phase, progress: planned.now() });
    const record = await run(plan, number, await setup());
    ledger.append(record);
    if (record.outcome.status !== 'void') planned.done(plan.phase, record.wallMs / 1000);
    listen({ type: 'trial-end', trial: record, progress: planned.now() });
    stopIfInterrupted(interruption);
    if (record.outcome.status === 'void' && record.outcome.class === 'host_busy') {
      const limit = currentForeignLimit(ledger.records(), maxForeignCpus);
      await waitForQuiet(limit, QUIET_WITHIN_MS, interruption);
    }
    return record;
  }

  async function run(plan: TrialPlan, number: number, trial: TrialSetup): Promise<TrialRecord> {
    const { phase, episode, block, arm, configuration, reason, accept, judge } = plan;
    const startedAt = new Date();
    const limit = currentForeignLimit(ledger.records(), maxForeignCpus);
    const load = loadavg()[0];
    const started = performance.now();
    const stop = () => trial.guard.stop();
    interruption.addEventListener('abort', stop, { once: true });
    try {
      const result = await runTrial(trial, configuration, judge);
      const outcome = accept ? accept(result.outcome) : result.outcome;
      const host = result.cpu && hostSample(result.cpu, load, result.machine);
      const isLast = number >= VOID_LIMIT; // a busy machine stays one: A/A says how noisy
      return {
        type: 'trial',
        id,
        phase,
        ...defined({ episode, block, arm }),
        attempt: number,
        configuration,
        ...defined({ reason }),
        startedAt: startedAt.toISOString(),
        wallMs: rounded(performance.now() - started),
        benchmarkMs: rounded(result.benchmarkMs),
        outcome: host && !isLast ? unlessDisturbed(outcome, host, limit) : outcome,
        ...defined({
          stoppedEarly: result.stoppedEarly,
          host,
          schedExt: result.scheduler && schedExtSample(result.scheduler),
        }),
      };
    } finally {
      interruption.removeEventListener('abort', stop);
    }
  }

  return async (plan) => {
    let voids = 0;
    for (let number = 1; ; number++) {
      const trial = await attempt(plan, number);
      if (trial.outcome.status !== 'void') return trial;
      if (trial.outcome.class === 'interrupted') continue; // by a person, in an earlier process
      voids += 1;
      if (voids < VOID_LIMIT) continue;
      throw new SchedtunaError(
        'ST_VOID_TRIALS',
        `${VOID_LIMIT} runs in a row could not be trusted: ${trial.outcome.message}`,
        {
          hint: 'Find what disturbs the machine (schedtuna doctor), then resume the experiment.',
        },
      );
    }
  };
}

function hostSample(
  { spanSeconds, busySeconds, ownSeconds, stealSeconds }: CpuUse,
  load: number,
  machine?: MachineSample,
): HostSample {
  return {
    foreignCpus: rounded(Math.max(0, busySeconds - ownSeconds) / spanSeconds),
    stealCpus: rounded(stealSeconds / spanSeconds),
    load,
    ...machine,
  };
}

function schedExtSample({ attached, detachMs, events }: SchedulerReport): SchedExtSample | undefined {
  if (!attached) return undefined;
  const { ops, enableSeq, afterMs } = attached;
  return {
    ...{ ops, enableSeq, attachMs: rounded(afterMs) },
    ...(detachMs === undefined ? {} : { detachMs: rounded(detachMs) }),
    events: Object.fromEntries(Object.entries(events).filter(([, growth]) => growth !== 0)),
  };
}

export function stopIfInterrupted(interruption: AbortSignal): void {
  if (!interruption.aborted) return;
  throw new SchedtunaError('ST_INTERRUPTED', 'stopped on request; every finished run is in the journal');
}

function defined<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
