// Whether this kernel can load BPF schedulers at all: what stands in their way matters only then.
import type { Host } from '@schedtuna/sdk';

/** The folder is there exactly when the kernel was built with CONFIG_SCHED_CLASS_EXT; a container may hide it. */
export async function hasSchedExt(host: Host): Promise<boolean> {
  return (await host.readFile('/sys/kernel/sched_ext/state')) !== undefined;
}
