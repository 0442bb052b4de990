// How the installed program takes one parameter on its command line.

export interface FlagUse {
  /** `--slice-us-underutil`, as the program spells it. */
  readonly flag: string;
  readonly form: 'switch' | 'separate' | 'joined';
  /** Word for each value of the parameter, keyed by String(value), where it is not the value itself. */
  readonly values?: Readonly<Record<string, string>>;
}

/** By parameter. */
export type FlagUses = Readonly<Record<string, FlagUse>>;
