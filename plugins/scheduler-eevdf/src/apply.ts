// Applies settings to the calling thread and makes sure that the kernel took them.
import { POLICIES, type Policy, readAttributes, writeAttributes } from './sched-attr.js';

export interface Wanted {
  readonly sliceUs: number;
  readonly policy: Policy;
  readonly nice: number;
}

/** The kernel clamps custom slices to this range without saying so (kernel/sched/syscalls.c, Linux 6.12). */
const SLICE_NS = { least: 100_000n, most: 100_000_000n } as const;
/** SCHED_FLAG_RESET_ON_FORK: children would not inherit anything. */
const RESET_ON_FORK = 1n;

/** Throws an Error with one sentence when the kernel refuses or ignores part of it. Policy idle has neither slice nor nice value. */
export function apply(wanted: Wanted): void {
  const before = read();
  if ((before.flags & RESET_ON_FORK) !== 0n) {
    throw new Error('SCHED_FLAG_RESET_ON_FORK is set: what is started from here would not inherit settings');
  }
  const sliceNs = BigInt(wanted.sliceUs) * 1000n;
  if (sliceNs > 0n && before.sliceNs === 0n) {
    throw new Error('this kernel has no custom slices (Linux 6.12 or newer is needed)');
  }
  try {
    writeAttributes({ policy: wanted.policy, nice: wanted.nice, sliceNs });
  } catch (error) {
    throw new Error(
      `sched_setattr(${shown(wanted)}): ${(error as Error).message}${reason(error as Error, wanted, before.nice)}`,
    );
  }
  verify(wanted, sliceNs);
}

function verify(wanted: Wanted, sliceNs: bigint): void {
  const after = read();
  const ignored: string[] = [];
  if (after.policy !== POLICIES[wanted.policy])
    ignored.push(`policy is ${after.policy}, not ${POLICIES[wanted.policy]}`);
  if (wanted.policy !== 'idle' && after.nice !== wanted.nice) ignored.push(`nice is ${after.nice}, not ${wanted.nice}`);
  if (wanted.policy !== 'idle' && sliceNs > 0n && after.sliceNs !== clamped(sliceNs))
    ignored.push(`slice is ${after.sliceNs} ns, not ${clamped(sliceNs)} ns`);
  if (ignored.length > 0) throw new Error(`the kernel ignored part of ${shown(wanted)}: ${ignored.join(', ')}`);
}

function read() {
  try {
    return readAttributes();
  } catch (error) {
    const message = (error as Error).message;
    const why = message === 'ENOSYS' ? ' (blocked by seccomp, or a sandbox such as gVisor)' : '';
    throw new Error(`sched_getattr: ${message}${why}`);
  }
}

function reason({ message }: Error, wanted: Wanted, niceBefore: number): string {
  if (message !== 'EPERM') return '';
  return wanted.nice < niceBefore
    ? `: lowering the nice value from ${niceBefore} to ${wanted.nice} needs CAP_SYS_NICE or RLIMIT_NICE ${20 - wanted.nice}`
    : ': not permitted (CAP_SYS_NICE, or a seccomp filter)';
}

function clamped(sliceNs: bigint): bigint {
  if (sliceNs < SLICE_NS.least) return SLICE_NS.least;
  return sliceNs > SLICE_NS.most ? SLICE_NS.most : sliceNs;
}

function shown({ sliceUs, policy, nice }: Wanted): string {
  return `slice ${sliceUs === 0 ? 'default' : `${sliceUs} us`}, policy ${policy}, nice ${nice}`;
}
