// A sched_ext scheduler as it is installed here: everything that a run needs to know of it.
import type { Configuration } from '@schedtuna/sdk';
import type { SchedulerRequest } from '../host/guard/scheduler-messages.js';
import type { Sudo } from '../host/guard/signal-scheduler.js';
import type { SchedulerBinary } from '../host/sched-ext/scheduler-binary.js';

export interface SchedExtTarget {
  readonly kind: 'sched_ext';
  readonly binary: SchedulerBinary;
  /** Base of ops.name. */
  readonly opsName: string;
  /** Those that the installed program takes for a configuration. */
  readonly argumentsOf: (configuration: Configuration) => readonly string[];
  /** One sentence when the program refuses arguments; nothing is loaded to find out. Answers are remembered. */
  readonly refusal: (args: readonly string[]) => Promise<string | undefined>;
  /** When only sudo may load it. */
  readonly sudo?: Sudo;
  /** Absolute path of setpriv(1), which has the kernel send SIGINT to the scheduler when its guard dies. */
  readonly setpriv?: string;
  /** /sys/kernel/sched_ext, or a tree like it. */
  readonly root: string;
  readonly settleMs: number;
}

const LIMITS = {
  /** Somebody's short test may end, and a scheduler that was stopped before may still be leaving. */
  free: 5_000,
  /** The verifier, BTF and topology take up to 3 s on real machines, 10 times as long where CPUs are emulated. */
  attach: 30_000,
  watch: 1_000,
  /** Schedulers look for signals once a second, then undo what they changed of the machine. */
  grace: 5_000,
  /** The kernel needs some 10 ms. */
  gone: 5_000,
} as const;

export function schedulerRequest(target: SchedExtTarget, args: readonly string[]): SchedulerRequest {
  const { binary, opsName, root, settleMs, sudo, setpriv } = target;
  const prefix = sudo ? [sudo.sudo, '-n', '--'] : setpriv ? [setpriv, '--pdeathsig', 'INT', '--'] : [];
  const [file, ...words] = [...prefix, binary.path, ...args];
  return {
    command: { file, args: words },
    ...(sudo ? { sudo } : {}),
    opsName,
    root,
    limits: { ...LIMITS, settle: settleMs },
  };
}
