// Numbers of sched_setattr(2) and sched_getattr(2) by process.arch; an architecture that is not here is not supported.
// Source: Linux, arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h.

export interface SystemCallNumbers {
  readonly setattr: number;
  readonly getattr: number;
}

export const SYSTEM_CALL_NUMBERS: Readonly<Record<string, SystemCallNumbers>> = {
  x64: { setattr: 314, getattr: 315 },
  arm64: { setattr: 274, getattr: 275 },
};
