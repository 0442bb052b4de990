// What a plugin may ask the machine. Implemented by the core; roots are injected in tests.
import type { Command, CommandOutput } from './command.js';

export interface Host {
  /** As `process.platform`: linux, darwin, win32. */
  readonly platform: string;
  /** As `process.arch`: x64, arm64. */
  readonly arch: string;
  /** As uname -r, for example 6.12.48. */
  readonly kernelRelease: string;
  /** CPUs that this process may use. */
  readonly cpus: number;
  /** Content of a small file such as one of /proc or /sys; undefined when it cannot be read. */
  readFile(path: string): Promise<string | undefined>;
  /** Absolute path of an executable in PATH, or undefined. */
  which(name: string): Promise<string | undefined>;
  /** Runs a short program without a shell; rejects when it cannot be started or takes longer than `timeoutMs` (default 10,000). */
  run(command: Command, options?: { readonly timeoutMs?: number; readonly input?: string }): Promise<CommandOutput>;
}

/** Raises an error that the person sees as `message` and `hint`, without a stack. */
export type Fail = (code: string, message: string, hint?: string) => never;
