// Fits a scheduler's parameters to the program that is installed here, by the program's own help.
import { type Constraint, holds, holdsOnlyAtDefault, type Parameters } from '@schedtuna/sdk';
import { type FittedParameter, fitParameter } from './fit-parameter.js';
import type { FlagUses } from './flag-use.js';
import type { Help } from './help/help-flag.js';
import { withoutParameters } from './without-parameters.js';

export interface Fitted {
  /** Those that the program can take, with its defaults. */
  readonly parameters: Parameters;
  readonly constraints: readonly Constraint[];
  /** The others: name → one sentence why. */
  readonly unavailable: Readonly<Record<string, string>>;
  /** What differs from the declaration, a sentence each, for the log. */
  readonly notes: readonly string[];
  /** For each of `parameters`. */
  readonly uses: FlagUses;
}

interface Declared {
  readonly name: string;
  readonly parameters: Parameters;
  readonly constraints?: readonly Constraint[];
}

/** `program` is what sentences call it: `scx_rusty 1.1.4`. No flag is ever passed twice, whatever the program's defaults are. */
export function fitParameters({ parameters, constraints = [] }: Declared, help: Help, program: string): Fitted {
  const unavailable = new Map<string, string>();
  const fitted = new Map<string, FittedParameter>();
  for (const [name, parameter] of Object.entries(parameters)) {
    const fit = fitParameter(name, parameter, help, program);
    if ('reason' in fit) unavailable.set(name, fit.reason);
    else fitted.set(name, fit);
  }
  for (const [name, reason] of [...clashes(fitted, program), ...dormant(fitted, program)])
    unavailable.set(name, reason);

  const defaults = Object.entries(parameters).map(([name, parameter]) => [
    name,
    fitted.get(name)?.parameter ?? parameter,
  ]);
  const allowed = allowing(Object.fromEntries(defaults), constraints, program);
  const remaining = withoutParameters({ parameters: Object.fromEntries(defaults), constraints: allowed.constraints }, [
    ...unavailable.keys(),
  ]);
  for (const name of Object.keys(parameters)) {
    const lacks = parameters[name].when?.parameter;
    if (name in remaining.parameters || unavailable.has(name)) continue;
    unavailable.set(name, `it has an effect only at values of ${lacks} that ${program} cannot be given`);
  }
  const kept = [...fitted].filter(([name]) => Object.hasOwn(remaining.parameters, name));
  return {
    ...remaining,
    unavailable: Object.fromEntries(unavailable),
    notes: [...kept.flatMap(([, { notes }]) => notes), ...allowed.notes],
    uses: Object.fromEntries(kept.map(([name, { use }]) => [name, use])),
  };
}

/** Parameters that share a flag with another, unless they are active at the other's default alone. */
function clashes(fitted: ReadonlyMap<string, FittedParameter>, program: string): [string, string][] {
  const entries = [...fitted];
  return entries.flatMap(([name, { parameter, use }], i) => {
    const owner = entries.find(([other, its], j) => {
      if (other === name || its.use.flag !== use.flag) return false;
      if (isFree(parameter, other, its.parameter) || isFree(its.parameter, name, parameter)) return false;
      // Of two without order the one that was declared first keeps the flag.
      return parameter.when?.parameter === other || (its.parameter.when?.parameter !== name && j < i);
    });
    return owner ? [[name, `${use.flag} of ${program} is already passed for ${owner[0]}`]] : [];
  });
}

function isFree({ when }: Parameters[string], other: string, parameter: Parameters[string]): boolean {
  return when?.parameter === other && holdsOnlyAtDefault(when, parameter);
}

/** Parameters that wait for a choice that the program does not have. */
function dormant(fitted: ReadonlyMap<string, FittedParameter>, program: string): [string, string][] {
  return [...fitted].flatMap(([name, { parameter }]) => {
    const { when } = parameter;
    const parent = when && fitted.get(when.parameter)?.parameter;
    if (when === undefined || parent?.type !== 'categorical') return [];
    if (parent.choices.some((choice) => holds(when, { [when.parameter]: choice }))) return [];
    return [[name, `it has an effect only at values of ${when.parameter} that ${program} cannot be given`]];
  });
}

/** A constraint that the program's own defaults break was written for another version. */
function allowing(parameters: Parameters, constraints: readonly Constraint[], program: string) {
  const defaults = Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, parameter.default]));
  const isBroken = ({ forbid }: Constraint) => forbid.every((condition) => holds(condition, defaults));
  return {
    constraints: constraints.filter((constraint) => !isBroken(constraint)),
    notes: constraints
      .filter(isBroken)
      .map(({ reason }) => `a constraint is left out because the defaults of ${program} break it: ${reason}`),
  };
}
