// The last words of a sched_ext scheduler: `EXIT: reason (message) on CPU n`.
// Formats: tools/sched_ext/include/scx/user_exit_info.h (C), rust/scx_utils/src/user_exit_info.rs; reasons: kernel/sched/ext.c.

export type ExitKind =
  /** The program asked for it: a normal end. */
  | 'user'
  /** The BPF part, or the main kernel (CPU hotplug), ended it without blame. */
  | 'bpf'
  | 'kernel'
  | 'sysrq'
  | 'parent'
  /** The kernel threw it out: a runtime error, scx_bpf_error(), or a task that was not run in time. */
  | 'error'
  | 'stall'
  | 'unknown';

export interface ExitLine {
  readonly kind: ExitKind;
  /** As the kernel words it: `runnable task stall`. */
  readonly reason: string;
  readonly message?: string;
}

const KINDS: Readonly<Record<string, ExitKind>> = {
  'unregistered from user space': 'user',
  'unregistered from BPF': 'bpf',
  'unregistered from the main kernel': 'kernel',
  'disabled by sysrq-S': 'sysrq',
  'parent exiting': 'parent',
  'runtime error': 'error',
  scx_bpf_error: 'error',
  'runnable task stall': 'stall',
};

const START = /^(?:Error: )?EXIT: \S/;
const FORM = /EXIT: (.+?)(?: \((.*)\))?(?: on CPU \d+)?$/s;
/** The kernel's message has up to 1024 (SCX_EXIT_MSG_LEN); what is longer is no EXIT line of its making. */
const MOST_CHARACTERS = 4096;

/** The last EXIT line; undefined when there is none. The exit status says nothing: C examples end with 0 after an error too. */
export function parseExitLine(output: string): ExitLine | undefined {
  return parseExitLines(output).at(-1);
}

/** All of them, in order: a program that loads itself again after CPU hotplug writes one each time. */
export function parseExitLines(output: string): readonly ExitLine[] {
  return output
    .split('\n')
    .filter((line) => START.test(line))
    .flatMap((line) => exitLine(line.slice(0, MOST_CHARACTERS).trimEnd()) ?? []);
}

function exitLine(line: string): ExitLine | undefined {
  const [, reason, message] = FORM.exec(line) ?? [];
  if (reason === undefined) return undefined;
  const kind = Object.hasOwn(KINDS, reason) ? KINDS[reason] : 'unknown';
  return { kind, reason, ...(message ? { message } : {}) };
}
