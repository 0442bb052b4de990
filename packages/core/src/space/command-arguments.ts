// The arguments that give a configuration to the installed program.
import type { Configuration, ParameterValue, SearchSpace } from '@schedtuna/sdk';
import type { FlagUse, FlagUses } from './flag-use.js';

/**
 * Only what differs from the default, in the order of declaration. `uses` has every parameter of `space`. Configurations
 * with the same canonical form have the same arguments.
 */
export function commandArguments(configuration: Configuration, space: SearchSpace, uses: FlagUses): readonly string[] {
  return Object.entries(space.difference(configuration)).flatMap(([name, value]) => {
    if (!Object.hasOwn(uses, name)) throw new Error(`no flag is known for ${name}`);
    return argumentsOf(uses[name], value);
  });
}

function argumentsOf({ flag, form, values = {} }: FlagUse, value: ParameterValue): string[] {
  if (form === 'switch') return [flag];
  const key = String(value);
  const word = Object.hasOwn(values, key) ? values[key] : typeof value === 'number' ? plainNumber(value) : key;
  return form === 'joined' ? [`${flag}=${word}`] : [flag, word];
}

/** Without exponent, which not every program reads: 1e-7 is 0.0000001. Every digit is kept. */
function plainNumber(value: number): string {
  const [, sign, whole, fraction = '', exponent] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(value.toExponential()) ?? [];
  if (!/e/.test(String(value))) return String(value);
  const digits = whole + fraction;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  const padded = digits.padEnd(point, '0');
  return `${sign}${padded.slice(0, point)}${padded.length > point ? `.${padded.slice(point)}` : ''}`;
}
