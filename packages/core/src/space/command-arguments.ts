// A configuration as arguments of a scheduler program: only what differs from the default is passed.
import { type Configuration, type Parameter, SchedtunaError, type SearchSpace } from '@schedtuna/sdk';

/**
 * Words for the command line, in the order of the space's parameters: a switch is its flag alone, everything else a flag and a value.
 * Of several spellings the first that is in `supported` is used; without `supported` the first.
 * Throws ST_SCHEDULER_UNUSABLE when a parameter that differs from its default has no flag that could be passed.
 */
export function commandArguments(
  { parameters, difference }: SearchSpace,
  configuration: Configuration,
  supported?: ReadonlySet<string>,
): readonly string[] {
  return Object.entries(difference(configuration)).flatMap(([name, value]) => {
    const flag = flagOf(parameters[name], supported);
    if (flag === undefined) throw withoutFlag(name, parameters[name], value);
    return parameters[name].type === 'boolean' ? [flag] : [flag, String(value)];
  });
}

/** The spelling that this version of a program takes, or undefined. */
export function flagOf({ commandArg = [] }: Parameter, supported?: ReadonlySet<string>): string | undefined {
  return [commandArg].flat().find((spelling) => supported?.has(spelling) ?? true);
}

function withoutFlag(name: string, { commandArg = [] }: Parameter, value: unknown): SchedtunaError {
  const known = [commandArg].flat().join(', ');
  return new SchedtunaError(
    'ST_SCHEDULER_UNUSABLE',
    `${name} = ${value} cannot be passed: the installed program takes no flag for it`,
    {
      hint:
        known === ''
          ? `Its plugin declares no commandArg for ${name}.`
          : `Known spellings are ${known}; leave ${name} at its default.`,
    },
  );
}
