// One sched_ext scheduler over one run: loaded, proved to be the one that runs, watched, and taken out again.
import { setTimeout as sleep } from 'node:timers/promises';
import { isOpsOf, readEvents, readSnapshot, type Snapshot } from '../sched-ext/snapshot.js';
import { type Child, startChild } from './child.js';
import type { Deviation, SchedulerReport, SchedulerRequest, Stage } from './scheduler-messages.js';
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

/** Fine enough for attaching and leaving, which take some 10 ms in the kernel. */
const POLL_MS = 10;

/** A process whose scheduler is gone may be about to say why. */
const LAST_WORDS_MS = 200;

const nothing = { stdout: '', stderr: '', stdoutDropped: 0, exitCode: null, signal: null, wallMs: 0 } as const;

export async function loadScheduler(request: SchedulerRequest, options: LoadOptions): Promise<LoadedScheduler> {
  const { root, opsName, limits } = request;
  let stage: Stage = 'start';
  let deviation: Deviation | undefined;
  let attached: SchedulerReport['attached'];
  let child: Child | undefined;
  let started: ProcessId | undefined;
  let eventsBefore: Readonly<Record<string, number>> = {};
  let events: Readonly<Record<string, number>> = {};
  let watching: NodeJS.Timeout | undefined;
  let onDeviation = () => {};
  const deviated = new Promise<void>((resolve) => {
    onDeviation = resolve;
  });

  const deviate = (found: Deviation) => {
    deviation ??= found;
    clearInterval(watching);
    onDeviation();
  };
  const check = () => {
    const found = readSnapshot(root);
    if (attached && stage !== 'detach' && !isStill(attached, found)) deviate({ kind: 'changed', stage, found });
  };

  await start();
  return {
    isReady: attached !== undefined && deviation === undefined && !options.isStopped(),
    deviated,
    beginBenchmark() {
      check();
      stage = 'benchmark';
      eventsBefore = readEvents(root);
    },
    endBenchmark() {
      const after = readEvents(root);
      events = Object.fromEntries(
        Object.entries(after).map(([name, value]) => [name, value - (eventsBefore[name] ?? 0)]),
      );
      check();
    },
    unload,
  };

  async function start(): Promise<void> {
    const before = await freeSnapshot(root, limits.free, options.isStopped);
    if (options.isStopped()) return;
    if (before.state !== 'disabled') return deviate({ kind: 'occupied', found: before });
    stage = 'attach';
    const startedAt = performance.now();
    child = startChild(request.command, {
      marker: {}, // it is ended in its own way, not swept up with the benchmark
      outputLimit: options.outputLimit,
      stdin: 'ignore',
      detached: true,
    });
    const problem = await child.startError;
    if (problem) return deviate({ kind: 'not-started', message: problem.message });
    started = processId(child.process.pid as number);
    options.onStart(started);
    void child.exited.then(() => {
      if (stage !== 'detach') deviate({ kind: 'ended', stage, found: readSnapshot(root) });
    });
    await attach(before.enableSeq ?? 0, startedAt);
    if (!attached || deviation || options.isStopped()) return;
    stage = 'settle';
    watching = setInterval(check, limits.watch);
    await Promise.race([sleep(limits.settle), deviated, options.stopped]);
  }

  /** Polls until this scheduler is enabled, and no other was in between. */
  async function attach(seqBefore: number, startedAt: number): Promise<void> {
    while (!deviation && !options.isStopped()) {
      const found = readSnapshot(root);
      const { state, ops, enableSeq = seqBefore, switchAll } = found;
      const isForeign = enableSeq > seqBefore + 1 || (ops !== undefined && !isOpsOf(ops, opsName));
      const hasLeft = state === 'disabled' && enableSeq > seqBefore;
      if (isForeign || hasLeft) return deviate({ kind: 'changed', stage, found });
      if (state === 'enabled' && enableSeq === seqBefore + 1 && ops !== undefined) {
        if (switchAll === false) return deviate({ kind: 'partial', found });
        attached = { ops, enableSeq, afterMs: performance.now() - startedAt };
        return;
      }
      if (performance.now() - startedAt > limits.attach) return deviate({ kind: 'attach-timeout', found });
      await Promise.race([sleep(POLL_MS), deviated]);
    }
  }

  async function unload(): Promise<SchedulerReport> {
    stage = 'detach';
    clearInterval(watching);
    if (!child || !started)
      return { ...(deviation ? { deviation } : {}), output: child ? await child.ended : nothing, events };
    if (deviation?.kind === 'changed' && (await within(child.exited, LAST_WORDS_MS))) {
      deviation = { ...deviation, kind: 'ended' }; // the kernel only noticed first
    }
    const asked = performance.now();
    signalScheduler(started, 'SIGINT', request.sudo);
    if (!(await within(child.exited, limits.grace))) {
      signalScheduler(started, 'SIGKILL', request.sudo);
      deviation ??= { kind: 'killed' };
      await within(child.exited, limits.gone);
    }
    killGroup(started);
    const left = await leftSnapshot(root, limits.gone, opsName);
    if (left) deviation ??= { kind: 'still-loaded', found: left };
    const detachMs = performance.now() - asked;
    return {
      ...(deviation ? { deviation } : {}),
      ...(attached ? { attached } : {}),
      detachMs,
      output: await child.ended,
      events,
    };
  }
}

function isStill({ ops, enableSeq }: { readonly ops: string; readonly enableSeq: number }, found: Snapshot): boolean {
  return found.state === 'enabled' && found.ops === ops && found.enableSeq === enableSeq && found.switchAll !== false;
}

/** The first snapshot that is `disabled`, else the last one. */
async function freeSnapshot(root: string, mostMs: number, isStopped: () => boolean): Promise<Snapshot> {
  for (const since = performance.now(); ; await sleep(POLL_MS)) {
    const found = readSnapshot(root);
    if (found.state === 'disabled' || isStopped() || performance.now() - since > mostMs) return found;
  }
}

/** undefined once nothing is loaded, or somebody else's scheduler. */
async function leftSnapshot(root: string, mostMs: number, opsName: string): Promise<Snapshot | undefined> {
  for (const since = performance.now(); ; await sleep(POLL_MS)) {
    const found = readSnapshot(root);
    const isForeign = found.state === 'enabled' && !isOpsOf(found.ops, opsName);
    if (found.state === 'disabled' || isForeign) return undefined;
    if (performance.now() - since > mostMs) return found;
  }
}
