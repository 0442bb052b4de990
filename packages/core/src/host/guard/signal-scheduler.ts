// Signals to a scheduler's process, also where only sudo may send them.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { statOf } from './sweep.js';

/** A process that cannot be mistaken for a later one with the same pid. */
export interface ProcessId {
  readonly pid: number;
  /** Clock ticks since boot. */
  readonly startTime: number;
}

/** Programs with which another user's process is signalled: absolute paths. */
export interface Sudo {
  readonly sudo: string;
  readonly kill: string;
}

export function processId(pid: number): ProcessId {
  return { pid, startTime: statOf(pid)?.startTime ?? 0 };
}

/** false for a zombie too. */
export function isRunning({ pid, startTime }: ProcessId): boolean {
  const stat = statOf(pid);
  return stat !== undefined && stat.startTime === startTime && stat.state !== 'Z' && stat.state !== 'X';
}

/**
 * SIGINT goes to the scheduler itself: sudo, which waits for it, would pass on a second one. SIGKILL goes to the process
 * group that was started, too. Does nothing when the process is gone.
 */
export function signalScheduler(started: ProcessId, signal: 'SIGINT' | 'SIGKILL', sudo?: Sudo): void {
  if (!isRunning(started)) return;
  const scheduler = sudo ? behindSudo(started.pid) : started.pid;
  const targets = signal === 'SIGINT' ? [scheduler] : [scheduler, -started.pid];
  for (const target of targets) {
    if (sudo)
      spawnSync(sudo.sudo, ['-n', '--', sudo.kill, `-${signal.slice(3)}`, '--', String(target)], { stdio: 'ignore' });
    else send(target, signal);
  }
}

/** What a scheduler that has ended left of its process group: it led the group, so nobody else can be in it. */
export function killGroup({ pid }: ProcessId): void {
  send(-pid, 'SIGKILL');
}

function send(target: number, signal: NodeJS.Signals): void {
  try {
    process.kill(target, signal);
  } catch {
    // it ended by itself
  }
}

/** The first process below `pid` that is not sudo: with use_pty there are two of it. */
function behindSudo(pid: number): number {
  if (commandName(pid) !== 'sudo') return pid;
  const child = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((other) => statOf(other)?.parent === pid);
  return child === undefined ? pid : behindSudo(child);
}

function commandName(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return undefined;
  }
}
