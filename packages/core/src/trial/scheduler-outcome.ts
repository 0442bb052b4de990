// What the guard saw of a sched_ext scheduler, as an outcome: whose fault it was decides whether agents learn from it.
import type { CommandOutput, FailureClass, Outcome } from '@schedtuna/sdk';
import type { Deviation, SchedulerReport, SchedulerRequest, Stage } from '../host/guard/scheduler-messages.js';
import { type ExitLine, parseExitLines } from '../host/sched-ext/exit-line.js';
import { describeSnapshot, isOpsOf, type Snapshot } from '../host/sched-ext/snapshot.js';
import { lastWords } from './last-words.js';

type NotCompleted = Exclude<Outcome, { status: 'completed' }>;

/** undefined when the scheduler under test ran from the first to the last moment of the benchmark, and ended as it should. */
export function schedulerOutcome(
  { deviation, output }: SchedulerReport,
  { opsName, limits }: Pick<SchedulerRequest, 'opsName' | 'limits'>,
): NotCompleted | undefined {
  const exits = parseExitLines(`${output.stdout}\n${output.stderr}`);
  const exit = exits.at(-1);
  if (exit && isEviction(exit)) return failed('evicted', `the kernel evicted the scheduler: ${worded(exit)}`);
  if (!deviation) return exit && exit.kind !== 'user' ? undefined : endOutcome(output);
  switch (deviation.kind) {
    case 'occupied':
      return wrongScheduler(`${describeSnapshot(deviation.found)} before the scheduler under test was started`);
    case 'not-started':
      return failed('load_failed', `the scheduler cannot be started: ${deviation.message}`);
    case 'attach-timeout':
      return failed(
        'attach_timeout',
        `the scheduler was not attached within ${limits.attach / 1000} s (sched_ext: ${describeSnapshot(deviation.found)})${lastWords(output)}`,
      );
    case 'partial':
      return failed('load_failed', 'the scheduler schedules only tasks that ask for it, not the benchmark');
    case 'killed':
      return failed(
        'scheduler_crashed',
        `the scheduler did not end within ${limits.grace / 1000} s of SIGINT and was killed`,
      );
    case 'still-loaded':
      return wrongScheduler(`${describeSnapshot(deviation.found)} although its process is gone`);
    case 'ended':
    case 'changed':
      return lostOutcome(deviation, exits, output, opsName);
  }
}

/** It was there to the end: only how it left is in question. 130 and SIGINT are what a program makes of it without a handler. */
function endOutcome(output: CommandOutput): NotCompleted | undefined {
  const { exitCode, signal } = output;
  if (exitCode === 0 || exitCode === 130 || signal === 'SIGINT') return undefined;
  if (signal !== null && FROM_OUTSIDE.includes(signal))
    return wrongScheduler(`the scheduler was ended by ${signal} right after the benchmark`);
  return failed(
    'scheduler_crashed',
    `the scheduler ended with ${signal ?? `status ${exitCode}`} when it was stopped${lastWords(output)}`,
  );
}

function lostOutcome(
  { kind, stage, found }: Extract<Deviation, { kind: 'ended' | 'changed' }>,
  exits: readonly ExitLine[],
  output: CommandOutput,
  opsName: string,
): NotCompleted {
  const when = DURING[stage];
  // After a change the program is asked to end, and says so: that is not what took it out.
  const exit = kind === 'changed' ? exits.find((one) => one.kind !== 'user') : exits.at(-1);
  const isForeign = found.ops !== undefined && !isOpsOf(found.ops, opsName);
  if (isForeign || saysBusy(output)) {
    const who = isForeign ? `${describeSnapshot(found)}, not ${opsName},` : 'another sched_ext scheduler was loaded';
    return wrongScheduler(`${who} ${when}`);
  }
  if (exit?.kind === 'bpf')
    return failed('scheduler_crashed', `the scheduler unloaded itself ${when}: ${worded(exit)}`);
  if (exit) return wrongScheduler(`the scheduler was taken out ${when}: ${worded(exit)}`);
  if (kind === 'changed') return wrongScheduler(`sched_ext changed ${when}: ${describeChange(found)}`);
  return deathOutcome(output, stage, when);
}

/** The same scheduler under another enable_seq was loaded again; C examples do that by themselves after CPU hotplug. */
function describeChange(found: Snapshot): string {
  const { state, enableSeq, switchAll } = found;
  const isAnew = state === 'enabled' && enableSeq !== undefined && switchAll !== false;
  return `${describeSnapshot(found)}${isAnew ? ` anew (enable_seq ${enableSeq}), as when a CPU comes or goes` : ''}`;
}

/** The process ended by itself, without an EXIT line. */
function deathOutcome(output: CommandOutput, stage: Stage, when: string): NotCompleted {
  const { exitCode, signal } = output;
  const said = lastWords(output);
  if (signal !== null && FROM_OUTSIDE.includes(signal))
    return wrongScheduler(`the scheduler was ended by ${signal} ${when}`);
  if (signal !== null) return failed('scheduler_crashed', `the scheduler crashed with ${signal} ${when}${said}`);
  if (exitCode === PANIC) return failed('scheduler_crashed', `the scheduler panicked ${when}${said}`);
  if (stage !== 'attach')
    return failed('scheduler_crashed', `the scheduler ended with status ${exitCode} ${when}${said}`);
  if (exitCode === BAD_ARGUMENTS) return failed('bad_arguments', `the scheduler refuses its arguments${said}`);
  return failed('load_failed', `the scheduler could not be loaded (status ${exitCode})${said}`);
}

/** Exit status of clap for arguments that it does not know, and of a Rust program that panicked. */
const BAD_ARGUMENTS = 2;
const PANIC = 101;
/** A program does not send itself these: somebody ended it. */
const FROM_OUTSIDE = ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'];

const DURING: Readonly<Record<Stage, string>> = {
  start: 'before it was started',
  attach: 'while it was being attached',
  settle: 'before the benchmark',
  benchmark: 'during the benchmark',
  detach: 'while it was being stopped',
};

/** Kernel versions may add reasons: what is not known to be harmless is not believed. */
function isEviction({ kind }: ExitLine): boolean {
  return kind === 'error' || kind === 'stall' || kind === 'unknown';
}

/** EBUSY as Rust and C schedulers word it. */
function saysBusy({ stderr, stdout }: CommandOutput): boolean {
  return /another sched_ext scheduler is already running|Device or resource busy/i.test(`${stderr}\n${stdout}`);
}

function worded({ reason, message }: ExitLine): string {
  return message === undefined ? reason : `${reason} (${message})`;
}

function failed(failure: FailureClass, message: string): NotCompleted {
  return { status: 'failed', class: failure, message };
}

function wrongScheduler(message: string): NotCompleted {
  return { status: 'void', class: 'wrong_scheduler', message };
}
