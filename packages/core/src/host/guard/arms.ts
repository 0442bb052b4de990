// What a guard needs to put the machine back, and the file in which it stands for the case that the guard dies, too.
import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessId, Sudo } from './signal-scheduler.js';
import type { RestoreStep } from './steps.js';

export interface Arms {
  /** Directory of the experiment, whose journal gets a line if the guard has to clean up. */
  readonly directory: string;
  /** /sys/kernel/sched_ext, or a tree like it. */
  readonly root: string;
  /** Directory of records, see `recordDirectory`. */
  readonly records: string;
  readonly sudo?: Sudo;
  /** Frees the machine, in order. */
  readonly stop: readonly RestoreStep[];
  /** Puts back what was there. */
  readonly restore: readonly RestoreStep[];
}

/** What is to be undone as long as a guard works. */
export interface GuardRecord extends Omit<Arms, 'records' | 'stop'> {
  readonly guard: ProcessId;
  readonly tuner: ProcessId;
  /** Value of the variable that every process of its runs carries. */
  readonly marker: string;
  /** The scheduler that is loaded, or was last. */
  readonly scheduler?: ProcessId;
}

/** Where guards of this user leave their records. Only its owner may look into it. */
export function recordDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const uid = process.getuid?.() ?? 0;
  if (uid === 0) return '/run/schedtuna';
  return environment.XDG_RUNTIME_DIR ? join(environment.XDG_RUNTIME_DIR, 'schedtuna') : `/tmp/schedtuna-${uid}`;
}

/** Throws when somebody else made the directory: what stands there is carried out. */
export function writeRecord(directory: string, record: GuardRecord): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (!isOwn(directory)) throw new Error(`${directory} belongs to another user, or others can write it`);
  const path = join(directory, `guard-${record.guard.pid}.json`);
  writeFileSync(`${path}.tmp`, JSON.stringify(record), { mode: 0o600 });
  renameSync(`${path}.tmp`, path);
  return path;
}

export function removeRecord(directory: string, guardPid: number): void {
  rmSync(join(directory, `guard-${guardPid}.json`), { force: true });
}

/** Records of guards, dead or alive; a file that cannot be read as one is left out. */
export function readRecords(directory: string): readonly GuardRecord[] {
  try {
    if (!isOwn(directory)) return [];
    return readdirSync(directory)
      .filter((name) => /^guard-\d+\.json$/.test(name))
      .flatMap((name) => readRecord(join(directory, name)) ?? []);
  } catch {
    return []; // there is no such directory
  }
}

function readRecord(path: string): GuardRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(path, 'utf8')) as GuardRecord;
    const isRecord = typeof record.guard?.pid === 'number' && Array.isArray(record.restore);
    return isRecord && [record.directory, record.root].every((path) => typeof path === 'string') ? record : undefined;
  } catch {
    return undefined;
  }
}

/** A link counts as whoever made it: in /tmp others could lead to another directory of this user. */
function isOwn(directory: string): boolean {
  const stat = lstatSync(directory);
  return stat.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0;
}
