// The search space as agents see it: every parameter is a finite list of levels.
import type { Configuration, Constraint, Parameters, ParameterValue } from '../parameters.js';

export interface Level {
  readonly value: ParameterValue;
  /** Place on the parameter's own scale in [-1, 1]; null for choices without order and for special values. */
  readonly position: number | null;
}

export interface Dimension {
  readonly name: string;
  readonly kind: 'boolean' | 'ordered' | 'categorical';
  /** Special values first, then by position. At least one. */
  readonly levels: readonly Level[];
  /** Index of the default in `levels`. */
  readonly defaultLevel: number;
}

export interface SearchSpace {
  readonly parameters: Parameters;
  readonly constraints: readonly Constraint[];
  readonly dimensions: readonly Dimension[];
  /** Number of level combinations, before conditions and constraints; may exceed 2^53. */
  readonly size: number;
  readonly defaultConfiguration: Configuration;
  /** One sentence about what is wrong with a configuration, or undefined when it can be run. */
  problem(configuration: unknown): string | undefined;
  /** The sentence of the first constraint that forbids it, or undefined. */
  forbidden(configuration: Configuration): string | undefined;
  /** Inactive parameters get their default: configurations that behave the same become equal. */
  canonical(configuration: Configuration): Configuration;
  /** Equal for configurations with the same canonical form. */
  key(configuration: Configuration): string;
  /** One index into `levels` per dimension → canonical configuration. */
  fromLevels(levels: readonly number[]): Configuration;
  /** Nearest level of each value, on the parameter's own scale. */
  toLevels(configuration: Configuration): number[];
  /** What differs from the default configuration, canonical. */
  difference(configuration: Configuration): Configuration;
}
