// Processes of the guest by name, and the end of them.
import { readdirSync, readFileSync } from 'node:fs';
import { waitFor } from './sched-ext.mjs';

/** Pids of living processes whose program has this name: `scx_rusty`, also where the kernel cuts names at 15 characters. */
export function processesNamed(name) {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && isNamed(entry, name))
    .map(Number);
}

function isNamed(pid, name) {
  try {
    const [, comm, state] = /\((.*)\) (\S)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    if (state === 'Z' || state === 'X') return false;
    const [program] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return comm === name || program.split('/').at(-1) === name;
  } catch {
    return false; // it has ended meanwhile
  }
}

/** Sends a signal to all processes of that name and says how many there were. */
export function killAll(name, signal = 'SIGKILL') {
  const pids = processesNamed(name);
  for (const pid of pids) killIfAlive(pid, signal);
  return pids.length;
}

/** False when there is no such process any more. */
export function killIfAlive(pid, signal = 'SIGKILL') {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    throw error;
  }
}

/** Resolves to true when no process of that name is left, to false when some are after `ms`. */
export function waitForEndOf(name, ms = 30_000) {
  return waitFor(() => processesNamed(name).length === 0, ms);
}
