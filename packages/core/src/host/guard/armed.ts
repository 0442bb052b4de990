// The guard's memory of what it has to undo, in its own variables and in a file for the case that it is killed.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Arms, type GuardRecord, removeRecord, writeRecord } from './arms.js';
import { appendToJournal } from './journal-line.js';
import { type ProcessId, processId } from './signal-scheduler.js';
import { performSteps } from './steps.js';

/** In the experiment's directory while its guard may still write to the journal. */
export const GUARD_LOCK = 'lock.guard';

export interface Armed {
  /** A scheduler was started. */
  note(scheduler: ProcessId): void;
  /** Puts back what was scheduling before; a line in the journal when the tuner did not say goodbye. */
  disarm(isTunerLost: boolean): Promise<void>;
}

/** Records what is to be put back, then frees the machine. Throws with what could not be stopped; everything is put back then. */
export async function arm(arms: Arms, marker: string): Promise<Armed> {
  const { directory, root, sudo, restore } = arms;
  const guard = processId(process.pid);
  let record: GuardRecord = {
    directory,
    root,
    ...(sudo ? { sudo } : {}),
    restore,
    guard,
    tuner: processId(process.ppid),
    marker,
  };
  const lock = join(directory, GUARD_LOCK);
  writeRecord(arms.records, record);
  writeFileSync(lock, JSON.stringify(guard));
  const armed: Armed = {
    note(scheduler) {
      record = { ...record, scheduler };
      try {
        writeRecord(arms.records, record);
      } catch {
        // a full disk: what is in memory is enough unless this process is killed as well
      }
    },
    async disarm(isTunerLost) {
      const problems = await performSteps(restore);
      const message = ['the tuner was gone without a goodbye; its guard stopped what ran', ...problems].join('; ');
      if (isTunerLost)
        appendToJournal(directory, { type: 'session', event: 'cleaned-up', at: new Date().toISOString(), message });
      rmSync(lock, { force: true });
      if (problems.length === 0) removeRecord(arms.records, guard.pid); // else it stays for `schedtuna cleanup`
    },
  };
  const problems = await performSteps(arms.stop);
  if (problems.length === 0) return armed;
  await armed.disarm(false);
  throw new Error(problems.join('; '));
}
