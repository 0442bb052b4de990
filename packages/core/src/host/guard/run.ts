// One run inside the guard: load up, benchmark, load down, nothing left behind.
import type { CommandOutput } from '@schedtuna/sdk';
import { type Child, startChild } from './child.js';
import { type CpuSnapshot, cpuSnapshot, cpuUse } from './cpu-use.js';
import { type LoadedScheduler, loadScheduler } from './load-scheduler.js';
import { machineCounters, machineSample } from './machine-counters.js';
import type { RunEnd, RunRequest, RunResult } from './messages.js';
import { createLineReporter } from './report-lines.js';
import type { ProcessId } from './signal-scheduler.js';
import { MARKER, type Sweep, sweep } from './sweep.js';
import { timer, within } from './timer.js';

/** A process that was asked to end has this long until it is asked less kindly. */
const GRACE_MS = 1000;

export interface Run {
  readonly result: Promise<RunResult>;
  /** Ends the benchmark, if it still runs; the result says `enough`. */
  enough(): void;
  /** Ends the benchmark and takes the scheduler out; the result says `stopped`. `now`: without a grace period for the benchmark. */
  stop(how: 'kindly' | 'now'): void;
}

type OnOutput = (lines: string) => void;

interface Stopping {
  /** Resolves when the run is to be stopped. */
  readonly stopped: Promise<void>;
  readonly isStopped: () => boolean;
  readonly isUrgent: () => boolean;
  /** Resolves when the tuner has seen enough. */
  readonly satisfied: Promise<void>;
}

/** `onOutput` gets the lines of a watched run. */
export function startRun(
  request: RunRequest,
  everything: Sweep,
  onScheduler: (started: ProcessId) => void,
  onOutput: OnOutput = () => {},
): Run {
  let how: 'kindly' | 'now' | undefined;
  let wake = () => {};
  const stopped = new Promise<void>((resolve) => {
    wake = resolve;
  });
  let satisfy = () => {};
  const satisfied = new Promise<void>((resolve) => {
    satisfy = resolve;
  });
  const stopping = { stopped, isStopped: () => how !== undefined, isUrgent: () => how === 'now', satisfied };
  return {
    result: perform(request, everything, stopping, onScheduler, onOutput),
    enough: () => satisfy(),
    stop(asked) {
      how = asked;
      wake();
    },
  };
}

async function perform(
  request: RunRequest,
  everything: Sweep,
  stopping: Stopping,
  onScheduler: (started: ProcessId) => void,
  onOutput: OnOutput,
): Promise<RunResult> {
  const countersBefore = machineCounters();
  const before = cpuSnapshot();
  const { outputLimit } = request;
  const scheduler =
    request.scheduler && (await loadScheduler(request.scheduler, { outputLimit, ...stopping, onStart: onScheduler }));
  const { cutAt, ...measured } =
    scheduler?.isReady === false ? notMeasured : await measure(request, everything, stopping, scheduler, onOutput);
  const machine = machineSample(countersBefore, machineCounters()); // at once: clocks fall when nothing runs
  const stragglers = await sweep(everything);
  const report = await scheduler?.unload();
  const end: RunEnd = stopping.isStopped()
    ? { kind: 'stopped' }
    : report?.deviation
      ? { kind: 'scheduler' }
      : measured.end;
  return {
    ...measured,
    end,
    ...(report ? { scheduler: report } : {}),
    stragglers,
    cpu: cpuUse(before, cutAt ?? cpuSnapshot()),
    machine,
  };
}

interface Measured extends Pick<RunResult, 'end' | 'output' | 'background'> {
  /** Of a benchmark that was ended: before, because nobody waits for the children of what is killed, and their time is lost. */
  readonly cutAt?: CpuSnapshot;
}

const nothing: CommandOutput = { stdout: '', stderr: '', stdoutDropped: 0, exitCode: null, signal: null, wallMs: 0 };
const notMeasured: Measured = { end: { kind: 'scheduler' }, output: nothing, background: [] };

/** Load up, benchmark, load down. */
async function measure(
  request: RunRequest,
  everything: Sweep,
  { stopped, isUrgent, satisfied }: Stopping,
  scheduler: LoadedScheduler | undefined,
  onOutput: OnOutput,
): Promise<Measured> {
  const options = { marker: { [MARKER]: everything.marker }, outputLimit: request.outputLimit };
  const cutOff = Promise.race([
    stopped.then((): RunEnd => ({ kind: 'stopped' })),
    ...(scheduler ? [scheduler.deviated.then((): RunEnd => ({ kind: 'scheduler' }))] : []),
  ]);
  scheduler?.beginBenchmark();
  const background = request.background.map(({ command }) => startChild(command, { ...options, stdin: 'pipe' }));
  let benchmark: Child | undefined;
  let end = await Promise.race([cutOff, backgroundReady(request, background)]);
  if (end === undefined) {
    const reporter = request.isWatched ? createLineReporter(onOutput, request.outputLimit / 2) : undefined;
    benchmark = startChild(request.command, {
      ...options,
      stdin: 'ignore',
      ...(reporter ? { onOutput: reporter.chunk } : {}),
    });
    const enough = satisfied.then((): RunEnd => ({ kind: 'enough' }));
    end = await endOf(benchmark, request.timeoutMs, Promise.race([cutOff, enough]));
    reporter?.end();
  }
  const cutAt = end.kind === 'enough' ? cpuSnapshot('with what runs') : undefined;
  const steps = (...kind: Step[]) => (isUrgent() ? (['SIGKILL'] as const) : kind);
  const output = benchmark ? await finish(benchmark, steps('SIGTERM', 'SIGKILL')) : nothing;
  const backgroundOutput = await Promise.all(
    background.map((child) => finish(child, steps('end of input', 'SIGTERM', 'SIGKILL'))),
  );
  scheduler?.endBenchmark();
  return { end, output, background: backgroundOutput, ...(cutAt ? { cutAt } : {}) };
}

/** undefined when every load runs. */
async function backgroundReady(request: RunRequest, children: readonly Child[]): Promise<RunEnd | undefined> {
  for (const [i, child] of children.entries()) {
    const { readyWithinMs, command } = request.background[i];
    const late = timer(readyWithinMs, `is not ready after ${readyWithinMs} ms`);
    const problem = await Promise.race([
      child.firstLine.then(() => undefined),
      child.startError.then((error) =>
        error ? error.message : child.ended.then((o) => `ended at once: ${lastLine(o.stderr)}`),
      ),
      late.elapsed,
    ]);
    late.cancel();
    if (problem !== undefined)
      return { kind: 'background-failed', message: `background load ${command.file} ${problem}` };
  }
  return undefined;
}

async function endOf(benchmark: Child, timeoutMs: number, cutOff: Promise<RunEnd>): Promise<RunEnd> {
  const error = await benchmark.startError;
  if (error) return { kind: 'not-started', message: error.message };
  const limit = timer<RunEnd>(timeoutMs, { kind: 'timeout' });
  const end = await Promise.race([benchmark.ended.then((): RunEnd => ({ kind: 'exited' })), limit.elapsed, cutOff]);
  limit.cancel();
  return end;
}

type Step = NodeJS.Signals | 'end of input';

/** Takes the steps one after another until the child has ended, each with a grace period. */
async function finish(child: Child, steps: readonly Step[]): Promise<CommandOutput> {
  for (const step of steps) {
    if (child.hasEnded()) break;
    if (step === 'end of input') child.process.stdin?.end();
    else child.process.kill(step);
    await within(child.ended, GRACE_MS);
  }
  return child.ended;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
