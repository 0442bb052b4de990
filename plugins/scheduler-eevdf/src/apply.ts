// Gives the calling thread the attributes of a configuration and makes sure that the kernel took all of them.
import { type Attributes, explained, readAttributes, writeAttributes } from './attributes.js';
import { Refusal } from './refusal.js';
import type { Settings } from './settings.js';

/**
 * Threads and processes that start afterwards inherit the result. A slice of 0 is written too: it removes an inherited
 * custom slice, whereas writing back the slice that was read would pin it. With policy idle the kernel keeps the nice
 * value as it is. Throws Refusal.
 */
export function apply(settings: Settings, inherited: Attributes): void {
  const nice = Math.max(-20, Math.min(19, inherited.nice + settings.nice));
  const sliceNs = BigInt(settings.sliceUs) * 1000n;
  const error = writeAttributes(settings.policy, nice, sliceNs);
  if (error !== undefined) throw new Refusal(refused(error, settings, nice, inherited));
  const ignored = differences(readAttributes(), settings, nice, sliceNs);
  if (ignored.length > 0) throw new Refusal(`the kernel ignored a part of the settings: ${ignored.join('; ')}`);
}

function refused(error: string, { policy }: Settings, nice: number, inherited: Attributes): string {
  if (error === 'EPERM' && nice < inherited.nice) {
    return (
      `lowering nice from ${inherited.nice} to ${nice} is not permitted: ` +
      `it needs root, CAP_SYS_NICE or a nice limit (ulimit -e) of at least ${20 - nice}`
    );
  }
  if (error === 'EPERM' && inherited.policy === 'idle' && policy !== 'idle') {
    return (
      `leaving the inherited policy idle for ${policy} is not permitted: ` +
      `it needs root, CAP_SYS_NICE or a nice limit (ulimit -e) of at least ${20 - nice}`
    );
  }
  return `sched_setattr for policy ${policy}, nice ${nice} ${explained(error)}`;
}

function differences(after: Attributes, { policy }: Settings, nice: number, sliceNs: bigint): string[] {
  return [
    ...(after.policy === policy ? [] : [`policy is ${after.policy ?? 'unknown'}, not ${policy}`]),
    ...(after.nice === nice || policy === 'idle' ? [] : [`nice is ${after.nice}, not ${nice}`]),
    ...(sliceNs === 0n || after.sliceNs === sliceNs ? [] : [sliceDifference(after.sliceNs, sliceNs, policy)]),
    ...(after.resetOnFork ? ['reset-on-fork is set, so that threads would lose the settings'] : []),
  ];
}

function sliceDifference(found: bigint, wanted: bigint, policy: string): string {
  if (policy === 'idle') return 'policy idle takes no slice';
  if (found === 0n) return 'it has no custom slices (Linux 6.12 or newer has)';
  return `the slice is ${found} ns, not ${wanted} ns`;
}
