// One sched_ext scheduler over one run: loaded, proved to be the one that runs, watched, and taken out again.
import { setTimeout as sleep } from 'node:timers/promises';
import { readEvents } from '../sched-ext/snapshot.js';
import { type Attached, awaitAttachment, freeSnapshot, leftSnapshot } from './attach-scheduler.js';
import { type Child, startChild } from './child.js';
import type { SchedulerReport, SchedulerRequest } from './scheduler-messages.js';
import { createSchedulerWatch } from './scheduler-watch.js';
import { killGroup, type ProcessId, processId, signalScheduler } from './signal-scheduler.js';
import { within } from './timer.js';

export interface LoadedScheduler {
  /** false: it was stopped on the way, or something was not as it had to be. */
  readonly isReady: boolean;
  /** Resolves at the first deviation. */
  readonly deviated: Promise<void>;
  beginBenchmark(): void;
  /** The last look at who is scheduling. */
  endBenchmark(): void;
  /** Takes it out, whatever state it is in. */
  unload(): Promise<SchedulerReport>;
}

export interface LoadOptions {
  readonly outputLimit: number;
  readonly isStopped: () => boolean;
  /** Resolves when `isStopped` becomes true. */
  readonly stopped: Promise<unknown>;
  /** Called as soon as there is a process. */
  readonly onStart: (started: ProcessId) => void;
}

/** A process whose scheduler is gone may be about to say why. */
const LAST_WORDS_MS = 200;

const nothing = { stdout: '', stderr: '', stdoutDropped: 0, exitCode: null, signal: null, wallMs: 0 } as const;

export async function loadScheduler(request: SchedulerRequest, options: LoadOptions): Promise<LoadedScheduler> {
  const { root, limits } = request;
  const { isStopped, outputLimit } = options;
  const watch = createSchedulerWatch(root);
  let child: Child | undefined;
  let started: ProcessId | undefined;
  let attached: Attached | undefined;
  let eventsBefore: Readonly<Record<string, number>> = {};
  let events: Readonly<Record<string, number>> = {};

  await load();
  return {
    isReady: attached !== undefined && watch.deviation() === undefined && !isStopped(),
    deviated: watch.deviated,
    beginBenchmark() {
      watch.check();
      watch.enter('benchmark');
      eventsBefore = readEvents(root);
    },
    endBenchmark() {
      events = growth(eventsBefore, readEvents(root));
      watch.check();
    },
    unload,
  };

  async function load(): Promise<void> {
    const before = await freeSnapshot(root, limits.free, isStopped);
    if (isStopped()) return;
    if (before.state !== 'disabled') return watch.deviate({ kind: 'occupied', found: before });
    watch.enter('attach');
    // No marker: it is ended in its own way, not swept up with the benchmark.
    child = startChild(request.command, { marker: {}, outputLimit, stdin: 'ignore', detached: true });
    const problem = await child.startError;
    if (problem) return watch.deviate({ kind: 'not-started', message: problem.message });
    started = processId(child.process.pid as number);
    options.onStart(started);
    void child.exited.then(watch.processEnded);
    const found = await awaitAttachment(request, before, () => isStopped() || watch.deviation() !== undefined);
    if (found === undefined) return;
    if ('kind' in found) return watch.deviate(found);
    attached = found;
    watch.enter('settle');
    watch.expect(found, limits.watch);
    await Promise.race([sleep(limits.settle), watch.deviated, options.stopped]);
  }

  async function unload(): Promise<SchedulerReport> {
    watch.enter('detach');
    if (!child || !started) return report(child ? await child.ended : nothing);
    const isGone = watch.deviation()?.kind === 'changed' && (await within(child.exited, LAST_WORDS_MS));
    const asked = performance.now();
    signalScheduler(started, 'SIGINT', request.sudo);
    if (!(await within(child.exited, limits.grace))) {
      signalScheduler(started, 'SIGKILL', request.sudo);
      watch.deviate({ kind: 'killed' });
      await within(child.exited, limits.gone);
    }
    killGroup(started);
    const left = await leftSnapshot(request);
    if (left) watch.deviate({ kind: 'still-loaded', found: left });
    const detachMs = performance.now() - asked;
    const output = (await within(child.ended, limits.gone)) ? await child.ended : nothing; // it may hang in the kernel
    return { ...report(output, isGone), detachMs };
  }

  /** `hasEnded`: the kernel noticed first that the process was about to end. */
  function report(output: SchedulerReport['output'], hasEnded = false): SchedulerReport {
    const deviation = watch.deviation();
    const first = hasEnded && deviation?.kind === 'changed' ? ({ ...deviation, kind: 'ended' } as const) : deviation;
    return { ...(first ? { deviation: first } : {}), ...(attached ? { attached } : {}), output, events };
  }
}

function growth(before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>) {
  return Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - (before[name] ?? 0)]));
}
