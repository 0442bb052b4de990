// State of sched_ext as the kernel shows it to everyone in sysfs (Documentation/scheduler/sched-ext.rst; Linux 6.12 or newer).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const SCHED_EXT_ROOT = '/sys/kernel/sched_ext';

export interface Snapshot {
  /** disabled, enabling, enabled or disabling; undefined where the kernel has no sched_ext. */
  readonly state?: string;
  /** Schedulers that were enabled since boot; grows at the moment at which the state becomes `enabled`. */
  readonly enableSeq?: number;
  /** ops.name of the scheduler that is loaded; there from `enabling` on, gone at some point of `disabling`. */
  readonly ops?: string;
  /** false: only tasks that asked for it are scheduled by the loaded scheduler. */
  readonly switchAll?: boolean;
}

/** Never throws. The files are read one after another: two snapshots are equal only if nothing changed between them. */
export function readSnapshot(root: string): Snapshot {
  const enableSeq = read(root, 'enable_seq');
  const switchAll = read(root, 'switch_all');
  return {
    ...defined('state', read(root, 'state')),
    ...(enableSeq !== undefined && /^\d+$/.test(enableSeq) ? { enableSeq: Number(enableSeq) } : {}),
    ...defined('ops', read(root, 'root/ops')),
    ...(switchAll === undefined ? {} : { switchAll: switchAll !== '0' }),
  };
}

/** Counters of root/events by name, without the prefix that all share; empty before Linux 6.14. The set grows with the kernel. */
export function readEvents(root: string): Readonly<Record<string, number>> {
  const lines = (read(root, 'root/events') ?? '').split('\n');
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value] = /^(?:SCX_EV_)?(\w+)\s+(-?\d+)$/.exec(line.trim()) ?? [];
      return name === undefined ? [] : [[name, Number(value)]];
    }),
  );
}

/** `base` itself, or `base_` and a version: Rust schedulers append version and target, C examples do not. */
export function isOpsOf(ops: string | undefined, base: string): boolean {
  return ops !== undefined && (ops === base || ops.startsWith(`${base}_`));
}

/** For sentences: `disabled`, or `rusty_1.1.4 is enabled`. */
export function describeSnapshot({ state = 'absent', ops }: Snapshot): string {
  return ops === undefined ? state : `${ops} is ${state}`;
}

function read(root: string, file: string): string | undefined {
  try {
    return readFileSync(join(root, file), 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

function defined<Name extends string>(name: Name, value: string | undefined): { readonly [N in Name]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [N in Name]?: string };
}
