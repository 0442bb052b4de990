// The guard of a tuner that died may still be stopping a scheduler, and has a line to write to the journal.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SchedtunaError } from '@schedtuna/sdk';
import { GUARD_LOCK } from '../host/guard/armed.js';
import { isRunning, type ProcessId } from '../host/guard/signal-scheduler.js';
import { until } from '../host/guard/until.js';

/** A scheduler gets 5 s to leave, what ran before some more to start. */
const MOST_MS = 30_000;

/** Throws ST_EXPERIMENT_LOCKED when it takes too long. */
export async function awaitGuard(directory: string, mostMs = MOST_MS): Promise<void> {
  const guard = guardOf(directory);
  if (!guard || (await until(() => !isRunning(guard), mostMs))) return;
  throw new SchedtunaError(
    'ST_EXPERIMENT_LOCKED',
    `process ${guard.pid}, a guard of schedtuna, is still cleaning up ${directory}`,
    {
      hint: 'Wait for it; schedtuna cleanup says what is left.',
    },
  );
}

function guardOf(directory: string): ProcessId | undefined {
  try {
    const guard = JSON.parse(readFileSync(join(directory, GUARD_LOCK), 'utf8')) as ProcessId;
    return typeof guard.pid === 'number' ? guard : undefined;
  } catch {
    return undefined;
  }
}
