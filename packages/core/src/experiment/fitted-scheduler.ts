// A scheduler of any kind, fitted to this machine: what the two kinds have in common.
import type { Configuration, Constraint, Host, Parameters, Scheduler } from '@schedtuna/sdk';
import type { RestoreStep } from '../host/guard/steps.js';
import type { TunedScheduler } from '../trial/trial-setup.js';

export interface Machine {
  readonly host: Host;
  /** /sys/kernel/sched_ext, or a tree like it. */
  readonly schedExtRoot: string;
  /** Directory in which guards leave what they have to undo. */
  readonly guardRecords: string;
}

/** A scheduler as this machine has it, before the search is narrowed. */
export interface FittedScheduler {
  readonly kind: Scheduler['kind'];
  readonly parameters: Parameters;
  readonly constraints: readonly Constraint[];
  /** Parameters that have no effect here: name → why. */
  readonly unavailable: Readonly<Record<string, string>>;
  readonly facts: Readonly<Record<string, string>>;
  /** For the log. */
  readonly notes: readonly string[];
  /** Frees the machine before the first run, and puts back what was there. */
  readonly takeOver?: { readonly stop: readonly RestoreStep[]; readonly restore: readonly RestoreStep[] };
  /** Lines that apply a configuration by hand. */
  explain(configuration: Configuration): readonly string[];
  /** For the parameters and constraints that are left in the search. */
  tuned(parameters: Parameters, constraints: readonly Constraint[]): TunedScheduler;
}
