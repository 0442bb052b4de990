// A program to start. Nothing is ever run through a shell.

export interface Command {
  /** Absolute path, or a name that is looked up in PATH. */
  readonly file: string;
  readonly args: readonly string[];
  /** Added to the environment of the tuner. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** What a command left behind, as far as it was kept. */
export interface CommandOutput {
  readonly stdout: string;
  readonly stderr: string;
  /** Bytes of stdout that were thrown away from the middle because of the limit on captured output. */
  readonly stdoutDropped: number;
  /** null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** From spawn to exit. */
  readonly wallMs: number;
}
