// The service behind `schedtuna cleanup`: undoes what dead tuners and guards left behind, and nothing else.
import { writeFileSync } from 'node:fs';
import { SchedtunaError } from '@schedtuna/sdk';
import { type GuardRecord, readRecords, removeRecord } from './guard/arms.js';
import { appendToJournal } from './guard/journal-line.js';
import { recover } from './guard/recover.js';
import { isRunning } from './guard/signal-scheduler.js';
import { until } from './guard/until.js';
import { describeSnapshot, readSnapshot, type Snapshot } from './sched-ext/snapshot.js';

export interface CleanUpRequest {
  /** /sys/kernel/sched_ext, or a tree like it. */
  readonly root: string;
  /** Directory of the guards' records. */
  readonly records: string;
  /** Have the kernel throw out whatever is loaded, as its emergency key does (Documentation/admin-guide/sysrq.rst, S). */
  readonly useSysrq: boolean;
}

export interface CleanUpReport {
  /** One sentence for each thing that was done. */
  readonly done: readonly string[];
  readonly problems: readonly string[];
  /** Experiments that are at work: nothing of theirs was touched. */
  readonly atWork: readonly string[];
  readonly schedExt: Snapshot;
}

const SYSRQ = '/proc/sysrq-trigger';
const GONE_WITHIN_MS = 5_000;

/** Throws ST_PRIVILEGES when the kernel's emergency key may not be pressed. */
export async function cleanUp({ root, records, useSysrq }: CleanUpRequest): Promise<CleanUpReport> {
  const all = readRecords(records);
  const left = all.filter((record) => !isAtWork(record));
  const done: string[] = [];
  const problems: string[] = [];
  for (const record of left) {
    const recovery = await recover(record);
    done.push(...recovery.done);
    problems.push(...recovery.problems);
    if (recovery.problems.length > 0) continue;
    const message = ['cleaned up by hand', ...recovery.done].join('; ');
    appendToJournal(record.directory, { type: 'session', event: 'cleaned-up', at: new Date().toISOString(), message });
    removeRecord(records, record.guard.pid);
  }
  if (useSysrq && readSnapshot(root).state === 'enabled') done.push(await pressKey(root));
  return {
    ...{ done, problems },
    atWork: all.filter(isAtWork).map(({ directory }) => directory),
    schedExt: readSnapshot(root),
  };
}

/** A tuner that lives cleans up after its own guard. */
function isAtWork({ guard, tuner }: GuardRecord): boolean {
  return isRunning(guard) || isRunning(tuner);
}

async function pressKey(root: string): Promise<string> {
  const before = describeSnapshot(readSnapshot(root));
  try {
    writeFileSync(SYSRQ, 'S');
  } catch (cause) {
    throw new SchedtunaError('ST_PRIVILEGES', `${SYSRQ} cannot be written: ${(cause as Error).message}`, {
      hint: 'Only root may do this: sudo schedtuna cleanup --sysrq',
      cause,
    });
  }
  const isGone = await until(() => readSnapshot(root).state === 'disabled', GONE_WITHIN_MS);
  return `${before}: the kernel was told to throw it out, and it ${isGone ? 'did' : 'has not yet'}`;
}
