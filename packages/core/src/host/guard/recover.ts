// Undoes what a guard that is gone could not undo: benchmark and scheduler end, what ran before runs again.
import { describeSnapshot, readSnapshot } from '../sched-ext/snapshot.js';
import type { GuardRecord } from './arms.js';
import { isRunning, signalScheduler } from './signal-scheduler.js';
import { performSteps } from './steps.js';
import { sweep } from './sweep.js';
import { until } from './until.js';

/** As schedulers get in a run. */
const GRACE_MS = 5_000;
const GONE_WITHIN_MS = 5_000;

export interface Recovery {
  /** One sentence for each thing that was done. */
  readonly done: readonly string[];
  readonly problems: readonly string[];
}

/** `session`: of the guard, while nobody else can have its pid; otherwise only what carries its marker is ended. */
export async function recover(record: GuardRecord, session?: number): Promise<Recovery> {
  const killed = await sweep({ session: session ?? -1, marker: record.marker, spare: process.pid });
  const stopped = await endScheduler(record);
  const problems = await performSteps(record.restore);
  return {
    done: [
      ...(killed > 0 ? [`${killed} processes of a benchmark were ended`] : []),
      ...(stopped ? ['the scheduler under test was stopped'] : []),
      ...(record.restore.length > 0 && problems.length === 0 ? ['what had been scheduling before was put back'] : []),
    ],
    problems: [
      ...problems,
      ...(stopped === 'still-loaded' ? [`${describeSnapshot(readSnapshot(record.root))} all the same`] : []),
    ],
  };
}

/** SIGINT, a grace period, SIGKILL; then until the kernel has let it go. false when it was not running. */
async function endScheduler({ scheduler, sudo, root }: GuardRecord): Promise<boolean | 'still-loaded'> {
  if (!scheduler || !isRunning(scheduler)) return false;
  const ops = readSnapshot(root).ops;
  signalScheduler(scheduler, 'SIGINT', sudo);
  if (!(await until(() => !isRunning(scheduler), GRACE_MS))) {
    signalScheduler(scheduler, 'SIGKILL', sudo);
    await until(() => !isRunning(scheduler), GONE_WITHIN_MS);
  }
  const isGone = () => {
    const now = readSnapshot(root);
    return now.state === 'disabled' || (now.state === 'enabled' && now.ops !== ops);
  };
  return (await until(isGone, GONE_WITHIN_MS)) || 'still-loaded';
}
