// The process that holds the attached BPF scheduler, as far as its name says so.
import type { Host } from '@schedtuna/sdk';
import { askProgram } from '../ask-program.js';

export interface AttachedProgram {
  /** `scx_rusty` */
  readonly name: string;
  readonly pid: string;
}

/** The kernel keeps that many characters of a process's name. */
const COMM_LENGTH = 15;

/** `ops`: such as `rusty_1.1.4_x86_64_unknown_linux_gnu` or `qmap`. By custom the program is called `scx_` and the first part. */
export async function attachedProgram(host: Host, ops: string): Promise<AttachedProgram | undefined> {
  const [base] = /^[a-z]\w*?(?=_\d+\.|$)/i.exec(ops) ?? [];
  if (base === undefined) return undefined;
  const name = `scx_${base}`;
  const output = await askProgram(host, 'pgrep', ['-o', '-x', name.slice(0, COMM_LENGTH)]);
  const pid = output?.stdout.trim() ?? '';
  return output?.exitCode === 0 && /^\d+$/.test(pid) ? { name, pid } : undefined;
}
