// Parameters of a scheduler: plain data with builders that keep the literal types.

export type ParameterValue = boolean | number | string;

/** Holds when the parameter's value is one of `is`, or none of `isNot`. */
export interface Condition {
  readonly parameter: string;
  readonly is?: ParameterValue | readonly ParameterValue[];
  readonly isNot?: ParameterValue | readonly ParameterValue[];
}

/** A value with a meaning of its own, outside the ordered range: 0 = off, -1 = automatic. */
export interface SpecialValue {
  readonly value: number;
  readonly meaning: string;
}

/**
 * A flag whose words are not the parameter's own values: `{ flag: '--direct-greedy-under', values: { true: '90', false: '0' } }`
 * makes a switch of a percentage. Keys are `String(value)` of every value that the parameter can have.
 */
export interface MappedFlag {
  readonly flag: string;
  readonly values: Readonly<Record<string, string>>;
}

export type CommandArg = string | MappedFlag;

/** The spellings of a parameter's flag as they are declared, newest first; empty when it has none. */
export function spellingsOf({ commandArg = [] }: Parameter): readonly CommandArg[] {
  return typeof commandArg === 'string' || 'flag' in commandArg ? [commandArg] : commandArg;
}

/** The flag itself: `--direct-greedy-under`. */
export function flagWord(spelling: CommandArg): string {
  return typeof spelling === 'string' ? spelling : spelling.flag;
}

interface ParameterCommon {
  readonly description: string;
  /**
   * Flag on the scheduler's command line; several spellings when versions differ, newest first. The first one that the
   * installed program knows is used. Two parameters may share a flag only if one is active (`when`) at the other's default.
   */
  readonly commandArg?: CommandArg | readonly CommandArg[];
  /** Active only while this holds; an inactive parameter has its default in the canonical configuration. */
  readonly when?: Condition;
  /** `background`: acts on the load beside the benchmark, and stays out of the search when there is none. */
  readonly role?: 'background';
}

export interface BooleanParameter extends ParameterCommon {
  readonly type: 'boolean';
  readonly default: boolean;
}

interface NumericParameter extends ParameterCommon {
  /** Inside [minValue, maxValue] or one of `special`. */
  readonly default: number;
  /** Inclusive. */
  readonly minValue: number;
  /** Inclusive. */
  readonly maxValue: number;
  /** `log` needs minValue > 0. Default `linear`. */
  readonly scale?: 'linear' | 'log';
  readonly unit?: string;
  readonly special?: readonly SpecialValue[];
  /** minValue and maxValue are somebody's guess: neither documented nor enforced by the scheduler. */
  readonly rangeIsGuess?: boolean;
}

export interface IntegerParameter extends NumericParameter {
  readonly type: 'integer';
}

export interface FloatParameter extends NumericParameter {
  readonly type: 'float';
}

export interface CategoricalParameter<Choice extends string = string> extends ParameterCommon {
  readonly type: 'categorical';
  readonly default: Choice;
  readonly choices: readonly Choice[];
  /** The choices have an order that is worth learning (low, medium, high). Default false. */
  readonly ordered?: boolean;
}

export type Parameter = BooleanParameter | IntegerParameter | FloatParameter | CategoricalParameter;
export type Parameters = Readonly<Record<string, Parameter>>;

/** A combination that must not be run: every condition holds at once. */
export interface Constraint {
  readonly forbid: readonly Condition[];
  readonly reason: string;
}

type ValueOf<P> = P extends { readonly type: 'boolean' }
  ? boolean
  : P extends { readonly type: 'integer' | 'float' }
    ? number
    : P extends { readonly choices: readonly (infer Choice)[] }
      ? Choice
      : never;

/** The configuration that a set of parameters describes, with a type for each key. */
export type ConfigurationOf<P> = { readonly [Name in keyof P]: ValueOf<P[Name]> };

/** A configuration whose parameters are not known at compile time. */
export type Configuration = Readonly<Record<string, ParameterValue>>;

type Without<P> = Omit<P, 'type'>;

/** A switch; the flag is passed when the value differs from the default. */
export function boolean(parameter: Without<BooleanParameter>): BooleanParameter {
  return { type: 'boolean', ...parameter };
}

/** A whole number in [minValue, maxValue]. */
export function integer(parameter: Without<IntegerParameter>): IntegerParameter {
  return { type: 'integer', ...parameter };
}

/** A real number in [minValue, maxValue]. */
export function float(parameter: Without<FloatParameter>): FloatParameter {
  return { type: 'float', ...parameter };
}

/** One of a list of words. */
export function categorical<const Choice extends string>(
  parameter: Without<CategoricalParameter<Choice>>,
): CategoricalParameter<Choice> {
  return { type: 'categorical', ...parameter };
}
