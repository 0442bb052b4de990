// One run inside the guard: load up, benchmark, load down, nothing left behind.
import type { CommandOutput } from '@schedtuna/sdk';
import { type Child, startChild } from './child.js';
import { cpuSnapshot, cpuUse } from './cpu-use.js';
import type { RunEnd, RunRequest, RunResult } from './messages.js';
import { MARKER, type Sweep, sweep } from './sweep.js';

/** A process that was asked to end has this long until it is asked less kindly. */
const GRACE_MS = 1000;

export interface Run {
  readonly result: Promise<RunResult>;
  /** Ends the benchmark; the result says `stopped`. */
  stop(): void;
}

export function startRun(request: RunRequest, everything: Sweep): Run {
  let stop = () => {};
  const stopped = new Promise<RunEnd>((resolve) => {
    stop = () => resolve({ kind: 'stopped' });
  });
  return { result: perform(request, everything, stopped), stop };
}

async function perform(request: RunRequest, everything: Sweep, stopped: Promise<RunEnd>): Promise<RunResult> {
  const marker = { [MARKER]: everything.marker };
  const before = cpuSnapshot();
  const background = request.background.map(({ command }) => startChild(command, marker, request.outputLimit, 'pipe'));
  let benchmark: Child | undefined;
  let end = await Promise.race([stopped, backgroundReady(request, background)]);
  if (end === undefined) {
    benchmark = startChild(request.command, marker, request.outputLimit, 'ignore');
    end = await endOf(benchmark, request.timeoutMs, stopped);
  }
  const output = benchmark ? await finish(benchmark, ['SIGTERM', 'SIGKILL']) : nothing;
  const backgroundOutput = await Promise.all(
    background.map((child) => finish(child, ['end of input', 'SIGTERM', 'SIGKILL'])),
  );
  const stragglers = await sweep(everything);
  return { end, output, background: backgroundOutput, stragglers, cpu: cpuUse(before, cpuSnapshot()) };
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

async function endOf(benchmark: Child, timeoutMs: number, stopped: Promise<RunEnd>): Promise<RunEnd> {
  const error = await benchmark.startError;
  if (error) return { kind: 'not-started', message: error.message };
  const limit = timer<RunEnd>(timeoutMs, { kind: 'timeout' });
  const end = await Promise.race([benchmark.ended.then((): RunEnd => ({ kind: 'exited' })), limit.elapsed, stopped]);
  limit.cancel();
  return end;
}

/** Takes the steps one after another until the child has ended, each with a grace period. */
async function finish(child: Child, steps: readonly (NodeJS.Signals | 'end of input')[]): Promise<CommandOutput> {
  for (const step of steps) {
    if (child.hasEnded()) break;
    if (step === 'end of input') child.process.stdin?.end();
    else child.process.kill(step);
    const grace = timer(GRACE_MS, undefined);
    await Promise.race([child.ended, grace.elapsed]);
    grace.cancel();
  }
  return child.ended;
}

const nothing: CommandOutput = { stdout: '', stderr: '', stdoutDropped: 0, exitCode: null, signal: null, wallMs: 0 };

function timer<T>(milliseconds: number, value: T): { readonly elapsed: Promise<T>; cancel(): void } {
  let cancel = () => {};
  const elapsed = new Promise<T>((resolve) => {
    const handle = setTimeout(() => resolve(value), milliseconds);
    cancel = () => clearTimeout(handle);
  });
  return { elapsed, cancel };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
