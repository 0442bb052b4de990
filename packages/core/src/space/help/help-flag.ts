// What a program's own help says about one of its flags.

export interface HelpFlag {
  /** `--slice-us-underutil`; absent for a flag with a letter only. */
  readonly long?: string;
  /** `-u` */
  readonly short?: string;
  /** Placeholder of the value: `SLICE_US`; absent for a switch. */
  readonly valueName?: string;
  /** How a value follows the flag: as the next word, joined by `=`, or not at all. */
  readonly form: 'switch' | 'separate' | 'joined';
  /** May be given more than once, or takes a list. */
  readonly isRepeatable: boolean;
  /** As printed: `20000`, `2.0`, `auto`; absent where the help names none. */
  readonly default?: string;
  readonly choices?: readonly string[];
  /** In one line. */
  readonly description: string;
  /** Heading above it: `Options`, `Libbpf Options`; empty in help without headings. */
  readonly section: string;
}

export interface Help {
  /** clap's long help (Rust schedulers), or lines of `-x ARG  text` (C examples of the kernel). */
  readonly style: 'clap' | 'getopt';
  readonly flags: readonly HelpFlag[];
}
