// One measured run of one configuration: commands from the plugins, processes by the guard, an Outcome at the end.
import { type Command, type Configuration, type Outcome, SchedtunaError } from '@schedtuna/sdk';
import { asUser } from '../host/benchmark-user.js';
import type { RunRequest, RunResult } from '../host/guard/messages.js';
import type { SchedulerReport } from '../host/guard/scheduler-messages.js';
import { stampOf } from '../host/sched-ext/scheduler-binary.js';
import type { Judge, StoppedEarly } from './early-stop.js';
import { outcomeOf } from './outcome-of.js';
import { type SchedExtTarget, schedulerRequest } from './sched-ext-target.js';
import type { TrialSetup } from './trial-setup.js';
import { watchedRun } from './watched-run.js';

export interface TrialResult {
  readonly outcome: Outcome;
  readonly benchmarkMs: number;
  /** Absent when nothing was started. */
  readonly cpu?: RunResult['cpu'];
  readonly machine?: RunResult['machine'];
  readonly scheduler?: SchedulerReport;
  /** Present when the judge had seen enough of a run that could be trusted. */
  readonly stoppedEarly?: StoppedEarly;
}

/** Kept of each output stream of a command: enough for any benchmark's report, harmless in memory. */
const OUTPUT_LIMIT = 2_000_000;
const READY_WITHIN_MS = 5_000;

/**
 * `judge` may end the run before its time. Throws ST_SCHEDULER_UNUSABLE when the scheduler's program is no longer the one that the
 * experiment began with.
 */
export async function runTrial(setup: TrialSetup, configuration: Configuration, judge?: Judge): Promise<TrialResult> {
  const { scheduler } = setup;
  const args = scheduler.kind === 'sched_ext' ? scheduler.argumentsOf(configuration) : [];
  if (scheduler.kind === 'sched_ext') {
    checkUnchanged(scheduler);
    const refusal = await scheduler.refusal(args);
    if (refusal !== undefined) {
      return { outcome: { status: 'failed', class: 'bad_arguments', message: refusal }, benchmarkMs: 0 };
    }
  }
  const request = {
    ...benchmarkRequest(setup, configuration),
    ...(scheduler.kind === 'sched_ext' ? { scheduler: schedulerRequest(scheduler, args) } : {}),
  };
  const { result, judged, stoppedEarly } = await watchedRun(setup, request, judge);
  const { end, output, background, cpu, machine, scheduler: report } = result;
  const outcome = outcomeOf(setup, request, result, judged);
  const isWhole = end.kind === 'exited' && outcome.status === 'completed' && output.stdoutDropped === 0;
  if (isWhole) setup.soFar?.check({ stdout: output.stdout, background }, outcome.samples);
  return {
    outcome,
    benchmarkMs: output.wallMs,
    cpu,
    machine,
    ...(report ? { scheduler: report } : {}),
    ...(stoppedEarly && outcome.status !== 'void' ? { stoppedEarly } : {}),
  };
}

function benchmarkRequest(
  { scheduler, benchmark, context, prepared, timeoutMs, user }: TrialSetup,
  configuration: Configuration,
): RunRequest {
  const wrapped = (command: Command, role: 'workload' | 'background') =>
    asUser(scheduler.kind === 'process' ? scheduler.wrap(configuration, command, role) : command, user);
  const background = benchmark.background?.(context, prepared) ?? [];
  return {
    command: wrapped(benchmark.command(context, prepared), 'workload'),
    background: background.map(({ command, readyWithinMs = READY_WITHIN_MS }) => ({
      command: wrapped(command, 'background'),
      readyWithinMs,
    })),
    timeoutMs,
    outputLimit: OUTPUT_LIMIT,
  };
}

function checkUnchanged({ binary }: SchedExtTarget): void {
  if (stampOf(binary.path) === binary.stamp) return;
  throw new SchedtunaError('ST_SCHEDULER_UNUSABLE', `${binary.path} was replaced while the experiment ran`, {
    hint: 'Runs before and after cannot be compared. Put the old program back and resume, or start a new experiment.',
  });
}
