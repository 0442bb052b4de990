// The default of the installed program in place of the declared one: a flag is passed only when a value differs from it.
import { type CommandArg, type Parameter, type ParameterValue, valueProblem } from '@schedtuna/sdk';
import type { HelpFlag } from './help/help-flag.js';

/** A default outside the declared range or choices becomes a value of its own; it is never passed. */
export function withProgramDefault(
  name: string,
  declared: Parameter,
  spelling: CommandArg,
  flag: HelpFlag,
  program: string,
): { readonly parameter: Parameter; readonly note?: string } {
  const standard = flag.form === 'switch' ? false : meaningOf(flag.default, declared, spelling);
  if (standard !== undefined && standard !== declared.default) {
    return {
      parameter: withDefault(declared, standard, program),
      note: `${name}: default ${standard} of ${program} instead of ${declared.default}`,
    };
  }
  const parameter = withChoice(declared, declared.default);
  if (standard !== undefined || flag.default === undefined) return { parameter };
  return {
    parameter,
    note: `${name}: ${declared.default} stands for the default ${flag.default} of ${program}, which none of its values is`,
  };
}

/** The value that the program's word means, or undefined when it means none. */
function meaningOf(word: string | undefined, parameter: Parameter, spelling: CommandArg): ParameterValue | undefined {
  if (word === undefined) return undefined;
  const key =
    typeof spelling === 'string' ? word : Object.entries(spelling.values).find(([, own]) => isSame(own, word))?.[0];
  if (key === undefined) return undefined;
  if (parameter.type === 'categorical') return key;
  if (parameter.type === 'boolean') return key === 'true' ? true : key === 'false' ? false : undefined;
  return numberOf(key);
}

/** `90.0` and `90` are the same. */
function isSame(a: string, b: string): boolean {
  return a === b || (numberOf(a) !== undefined && numberOf(a) === numberOf(b));
}

/** undefined for words that are no finite number. */
function numberOf(word: string): number | undefined {
  const number = word.trim() === '' ? Number.NaN : Number(word);
  return Number.isFinite(number) ? number : undefined;
}

function withDefault(parameter: Parameter, standard: ParameterValue, program: string): Parameter {
  if (parameter.type === 'boolean') return { ...parameter, default: standard === true };
  if (parameter.type === 'categorical') return withChoice({ ...parameter, default: String(standard) }, standard);
  const value = Number(standard);
  const special =
    valueProblem('', parameter, value) === undefined
      ? undefined
      : [...(parameter.special ?? []), { value, meaning: `default of ${program}` }];
  return { ...parameter, default: value, ...(special ? { special } : {}) };
}

function withChoice(parameter: Parameter, choice: ParameterValue): Parameter {
  if (parameter.type !== 'categorical' || parameter.choices.includes(String(choice))) return parameter;
  return { ...parameter, choices: [...parameter.choices, String(choice)] };
}
