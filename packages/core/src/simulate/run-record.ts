// One simulated run as files keep it, in the form in which runs of other optimizers were recorded too.

export interface RunRecord {
  readonly optimizer: string;
  readonly version: string;
  /** Name of the table. */
  readonly space: string;
  /** Coefficient of variation. */
  readonly noise: number;
  readonly seed: number;
  /** After each evaluation: 0 = best row of the table, 1 = median of the feasible ones. */
  readonly regret: readonly number[];
  /** First evaluation after which the recommended configuration is among the best 1 %; budget + 1 when none is. */
  readonly top1: number;
  /** Failed evaluations. */
  readonly fails: number;
  /** Evaluations of a configuration that was evaluated before. */
  readonly dups?: number;
  /** Of the thread, agent and simulation together. */
  readonly cpu_seconds?: number;
}

/** What a comparison needs to know of a run; the rest says where it comes from. */
export type Played = Pick<RunRecord, 'regret' | 'top1' | 'fails' | 'dups'>;
