// Waits until a scheduler that was just started is the one that schedules, and is sure that no other was in between.
import { setTimeout as sleep } from 'node:timers/promises';
import { isOpsOf, readSnapshot, type Snapshot } from '../sched-ext/snapshot.js';
import type { Deviation, SchedulerReport, SchedulerRequest } from './scheduler-messages.js';

export type Attached = NonNullable<SchedulerReport['attached']>;

/** Fine enough for attaching and leaving, which take some 10 ms in the kernel. */
const POLL_MS = 10;

/** The first snapshot that is `disabled`; the last one when that takes longer than `mostMs` or `isStopped`. */
export async function freeSnapshot(root: string, mostMs: number, isStopped: () => boolean): Promise<Snapshot> {
  for (const since = performance.now(); ; await sleep(POLL_MS)) {
    const found = readSnapshot(root);
    if (found.state === 'disabled' || isStopped() || performance.now() - since > mostMs) return found;
  }
}

/** `before` is what was there before the process was started. undefined when `isStopped`, which includes that it has ended. */
export async function awaitAttachment(
  { root, opsName, limits }: Pick<SchedulerRequest, 'root' | 'opsName' | 'limits'>,
  before: Snapshot,
  isStopped: () => boolean,
): Promise<Attached | Deviation | undefined> {
  const seq = before.enableSeq ?? 0;
  for (const since = performance.now(); !isStopped(); await sleep(POLL_MS)) {
    const found = readSnapshot(root);
    const { state, ops, enableSeq = seq } = found;
    const isForeign = enableSeq > seq + 1 || (ops !== undefined && !isOpsOf(ops, opsName));
    const hasLeft = state === 'disabled' && enableSeq > seq;
    if (isForeign || hasLeft) return { kind: 'changed', stage: 'attach', found };
    // The kernel counts last, when the state is `enabled` and switch_all is set (kernel/sched/ext.c, scx_enable).
    if (state === 'enabled' && enableSeq === seq + 1 && ops !== undefined) {
      if (found.switchAll === false) return { kind: 'partial', found };
      return { ops, enableSeq, afterMs: performance.now() - since };
    }
    if (performance.now() - since > limits.attach) return { kind: 'attach-timeout', found };
  }
  return undefined;
}

/** undefined once nothing is loaded, or somebody else's scheduler; the last snapshot when that takes too long. */
export async function leftSnapshot({
  root,
  opsName,
  limits,
}: Pick<SchedulerRequest, 'root' | 'opsName' | 'limits'>): Promise<Snapshot | undefined> {
  for (const since = performance.now(); ; await sleep(POLL_MS)) {
    const found = readSnapshot(root);
    const isForeign = found.state === 'enabled' && !isOpsOf(found.ops, opsName);
    if (found.state === 'disabled' || isForeign) return undefined;
    if (performance.now() - since > limits.gone) return found;
  }
}
