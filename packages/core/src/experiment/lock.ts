// One writer for each experiment: a lock file with the owner's pid and start time.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SchedtunaError } from '@schedtuna/sdk';
import { statOf } from '../host/guard/sweep.js';

export const LOCK = 'lock';

interface Owner {
  readonly pid: number;
  /** Clock ticks since boot, so that a reused pid is not taken for the owner; 0 where /proc is missing. */
  readonly startTime: number;
}

/** Throws ST_EXPERIMENT_LOCKED while another process that is alive holds it. Returns the release. */
export function lock(directory: string): () => void {
  const path = join(directory, LOCK);
  const mine = join(directory, `${LOCK}.${process.pid}`);
  writeFileSync(
    mine,
    JSON.stringify({ pid: process.pid, startTime: statOf(process.pid)?.startTime ?? 0 } satisfies Owner),
  );
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      if (linked(mine, path)) return () => rmSync(path, { force: true });
      const owner = ownerOf(path);
      if (owner && isAlive(owner)) throw locked(directory, owner);
      moveAway(path, `${mine}.stale`);
    }
    throw locked(directory, undefined);
  } finally {
    rmSync(mine, { force: true });
  }
}

/** link(2) fails when the name exists: of two processes only one succeeds. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a stale lock; puts it back if somebody's fresh one was caught instead. */
function moveAway(path: string, aside: string): void {
  try {
    renameSync(path, aside);
  } catch {
    return; // already gone
  }
  const owner = ownerOf(aside);
  if (owner && isAlive(owner)) linked(aside, path);
  rmSync(aside, { force: true });
}

function ownerOf(path: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive({ pid, startTime }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = statOf(pid)?.startTime;
  return now === undefined || startTime === 0 || now === startTime;
}

function locked(directory: string, owner: Owner | undefined): SchedtunaError {
  const who = owner ? `process ${owner.pid}` : 'another process';
  return new SchedtunaError('ST_EXPERIMENT_LOCKED', `${who} works on ${directory}`, {
    hint: 'Wait for it, stop it, or choose another --experiment-name.',
  });
}
