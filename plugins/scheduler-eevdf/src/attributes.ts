// sched_getattr(2) and sched_setattr(2) for the calling thread.
import { lastErrorName, libc } from './libc.js';
import { Refusal } from './refusal.js';
import type { Policy } from './settings.js';
import { SYSTEM_CALL_NUMBERS } from './system-call-numbers.js';

/** Values of the kernel; the ones that the launcher never sets are here to be named when they are inherited. */
const POLICY_NUMBERS = { other: 0, fifo: 1, rr: 2, batch: 3, idle: 5, deadline: 6, ext: 7 } as const;

export type InheritedPolicy = keyof typeof POLICY_NUMBERS;

export interface Attributes {
  readonly policy: InheritedPolicy | undefined;
  readonly nice: number;
  /** Slice in use, custom or default; 0 on kernels without custom slices (before Linux 6.12). */
  readonly sliceNs: bigint;
  /** SCHED_FLAG_RESET_ON_FORK: threads and children would not inherit the attributes. */
  readonly resetOnFork: boolean;
}

// struct sched_attr, version 1 (Linux 5.3), little-endian on every supported architecture.
const SIZE = 56;
const OFFSET = { size: 0, policy: 4, flags: 8, nice: 16, runtime: 24 } as const;
const RESET_ON_FORK = 1n;

export function readAttributes(): Attributes {
  const call = libc.func('long syscall(long number, int pid, void *attr, unsigned int size, unsigned int flags)');
  const attr = Buffer.alloc(SIZE);
  if (call(numbers().getattr, 0, attr, SIZE, 0) !== 0) throw new Refusal(`sched_getattr ${explained(lastErrorName())}`);
  const policy = attr.readUInt32LE(OFFSET.policy);
  return {
    policy: (Object.keys(POLICY_NUMBERS) as InheritedPolicy[]).find((name) => POLICY_NUMBERS[name] === policy),
    nice: attr.readInt32LE(OFFSET.nice),
    sliceNs: attr.readBigUInt64LE(OFFSET.runtime),
    resetOnFork: (attr.readBigUInt64LE(OFFSET.flags) & RESET_ON_FORK) !== 0n,
  };
}

/** Returns the name of the error, undefined when the kernel accepted; it may still have ignored a part. */
export function writeAttributes(policy: Policy, nice: number, sliceNs: bigint): string | undefined {
  const call = libc.func('long syscall(long number, int pid, void *attr, unsigned int flags)');
  const attr = Buffer.alloc(SIZE);
  attr.writeUInt32LE(SIZE, OFFSET.size);
  attr.writeUInt32LE(POLICY_NUMBERS[policy], OFFSET.policy);
  attr.writeInt32LE(nice, OFFSET.nice);
  attr.writeBigUInt64LE(sliceNs, OFFSET.runtime);
  return call(numbers().setattr, 0, attr, 0) === 0 ? undefined : lastErrorName();
}

/** The error with what it usually means, as the end of a sentence. */
export function explained(error: string): string {
  const meaning: Record<string, string> = {
    ENOSYS: 'this kernel or sandbox (seccomp filter, gVisor) has no such system call',
    EPERM: 'not permitted here (seccomp filter or missing CAP_SYS_NICE)',
    EINVAL: 'the kernel does not know this policy or value',
    E2BIG: 'the kernel knows only a smaller struct sched_attr',
  };
  return meaning[error] ? `answers ${error}: ${meaning[error]}` : `answers ${error}`;
}

function numbers() {
  const found = SYSTEM_CALL_NUMBERS[process.arch];
  if (process.platform !== 'linux' || !found) {
    throw new Refusal(`scheduling attributes need Linux on x64 or arm64, this is ${process.platform} ${process.arch}`);
  }
  return found;
}
