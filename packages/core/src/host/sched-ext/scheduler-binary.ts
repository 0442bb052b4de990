// The program of a sched_ext scheduler on this machine: where it is, which version, and whether it may be trusted.
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type CommandOutput, type Host, SchedtunaError } from '@schedtuna/sdk';
import { writableByOthers } from '../trusted-file.js';

export interface SchedulerBinary {
  /** Absolute, links resolved. */
  readonly path: string;
  /** `scx_rusty 1.1.4`; the bare name where the program has no --version. */
  readonly program: string;
  /** `1.1.4`, or undefined. */
  readonly version?: string;
  /** Hexadecimal. */
  readonly sha256: string;
  /** It answers `ARGUMENTS --version` without loading anything: arguments can be tried out (clap does, getopt does not). */
  readonly triesArguments: boolean;
  /** Changes when the file is replaced. */
  readonly stamp: string;
}

/** Throws ST_SCHEDULER_UNUSABLE when it is not there, ST_PRIVILEGES when root would run what others can write. */
export async function findSchedulerBinary(host: Host, name: string): Promise<SchedulerBinary> {
  const found = name.includes('/') ? executable(resolve(name)) : await host.which(name);
  if (found === undefined) throw absent(name);
  const path = realpathSync(found);
  refuseForeign(path);
  const output = await host
    .run({ file: path, args: ['--version'] }, { timeoutMs: 5_000 })
    .catch((): undefined => undefined);
  const version = versionIn(output);
  const short = path.slice(path.lastIndexOf('/') + 1);
  return {
    path,
    program: version === undefined ? short : `${short} ${version}`,
    ...(version === undefined ? {} : { version }),
    sha256: createHash('sha256').update(readFileSync(path)).digest('hex'),
    triesArguments: output?.exitCode === 0 && version !== undefined,
    stamp: stampOf(path),
  };
}

function absent(name: string): SchedtunaError {
  const [what, orElse] = name.includes('/')
    ? [`there is no program ${resolve(name)}`, 'name the path of one that is there']
    : [`the program ${name} is not in PATH`, 'put its directory into PATH'];
  return new SchedtunaError('ST_SCHEDULER_UNUSABLE', what, {
    hint: `Install it (packages are called scx, scx-scheds or scx_…; or: cargo install NAME), or ${orElse}.`,
  });
}

/** Of the file that is there now; empty when there is none. */
export function stampOf(path: string): string {
  try {
    const { ino, size, mtimeMs } = statSync(path);
    return `${ino} ${size} ${mtimeMs}`;
  } catch {
    return '';
  }
}

function executable(path: string): string | undefined {
  try {
    const stat = statSync(path);
    return stat.isFile() && (stat.mode & 0o111) !== 0 ? path : undefined;
  } catch {
    return undefined;
  }
}

function refuseForeign(path: string): void {
  if (process.getuid?.() !== 0) return;
  const user = Number(process.env.SUDO_UID);
  const problem = writableByOthers(path, Number.isInteger(user) ? [user] : []);
  if (problem === undefined) return;
  throw new SchedtunaError('ST_PRIVILEGES', `as root schedtuna does not run ${path}: ${problem}`, {
    hint: 'Install it where only root can write, for example in /usr/local/bin, or correct owner and mode.',
  });
}

/** `scx_rusty: 1.1.4 x86_64-…` and `scx_flash 1.1.2-g1a2b3c x86_64-…` have one; other programs print help or nothing. */
function versionIn(output: CommandOutput | undefined): string | undefined {
  if (output?.exitCode !== 0) return undefined;
  const text = stripVTControlCharacters(`${output.stdout}\n${output.stderr}`).trim();
  return /^\S+:? v?(\d+\.\d+[\w.+-]{0,80})/.exec(text)?.[1];
}
