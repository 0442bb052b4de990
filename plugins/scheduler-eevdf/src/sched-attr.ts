// sched_setattr(2) and sched_getattr(2) on the calling thread, through FFI.
import { constants } from 'node:os';
import koffi from 'koffi';

export const POLICIES = { other: 0, batch: 3, idle: 5 } as const;
export type Policy = keyof typeof POLICIES;

export interface SchedAttr {
  /** SCHED_OTHER 0, FIFO 1, RR 2, BATCH 3, IDLE 5, DEADLINE 6, EXT 7. */
  readonly policy: number;
  readonly flags: bigint;
  readonly nice: number;
  /** Slice in nanoseconds; 0 on kernels without custom slices (before 6.12). */
  readonly sliceNs: bigint;
}

/** Numbers of [sched_setattr, sched_getattr]; include/uapi/asm-generic/unistd.h and arch/x86/entry/syscalls. */
const SYSCALLS: Readonly<Record<string, readonly [number, number]>> = {
  x64: [314, 315],
  arm64: [274, 275],
  riscv64: [274, 275],
};
/** struct sched_attr, first version (linux/sched/types.h): size 0, policy 4, flags 8, nice 16, priority 20, runtime 24, deadline 32, period 40. */
const SIZE = 56;

const libc = koffi.load(null); // Node itself exports the C library's symbols
const setattr = libc.func('long syscall(long number, int pid, void *attr, unsigned int flags)');
const getattr = libc.func('long syscall(long number, int pid, void *attr, unsigned int size, unsigned int flags)');

/** True where the numbers of the system calls are known. */
export function isSupported(): boolean {
  return process.platform === 'linux' && process.arch in SYSCALLS;
}

/** Throws an Error whose message is the name of the errno. */
export function readAttributes(): SchedAttr {
  const buffer = Buffer.alloc(SIZE);
  if (getattr(SYSCALLS[process.arch][1], 0, buffer, SIZE, 0) !== 0) throw new Error(errnoName());
  return {
    policy: buffer.readUInt32LE(4),
    flags: buffer.readBigUInt64LE(8),
    nice: buffer.readInt32LE(16),
    sliceNs: buffer.readBigUInt64LE(24),
  };
}

/** sliceNs 0 asks for the kernel's default. Throws an Error whose message is the name of the errno. */
export function writeAttributes({ policy, nice, sliceNs }: { policy: Policy; nice: number; sliceNs: bigint }): void {
  const buffer = Buffer.alloc(SIZE);
  buffer.writeUInt32LE(SIZE, 0);
  buffer.writeUInt32LE(POLICIES[policy], 4);
  buffer.writeInt32LE(nice, 16);
  buffer.writeBigUInt64LE(sliceNs, 24);
  if (setattr(SYSCALLS[process.arch][0], 0, buffer, 0) !== 0) throw new Error(errnoName());
}

export function errnoName(number: number = koffi.errno()): string {
  const known = Object.entries(constants.errno).find(([, value]) => value === number);
  return known?.[0] ?? `errno ${number}`;
}
