// Fits one parameter to a flag of the program that is installed here.
import { type CategoricalParameter, type CommandArg, flagWord, type Parameter, spellingsOf } from '@schedtuna/sdk';
import { nearest } from '../config/nearest.js';
import type { FlagUse } from './flag-use.js';
import type { Help, HelpFlag } from './help/help-flag.js';
import { withProgramDefault } from './program-default.js';

export interface FittedParameter {
  /** With the program's default and without choices that the program does not have. */
  readonly parameter: Parameter;
  readonly use: FlagUse;
  readonly notes: readonly string[];
}

/** The first spelling that the help lists and that can carry the parameter's values; or one sentence why there is none. */
export function fitParameter(
  name: string,
  parameter: Parameter,
  help: Help,
  program: string,
): FittedParameter | { readonly reason: string } {
  const spellings = spellingsOf(parameter);
  const listed = spellings.flatMap((spelling) => {
    const flag = help.flags.find(({ long, short }) => [long, short].includes(flagWord(spelling)));
    return flag ? [{ spelling, flag }] : [];
  });
  let reason: string | undefined;
  for (const { spelling, flag } of listed) {
    const problem = misfit(parameter, spelling, flag);
    if (problem === undefined) return fitted(name, parameter, spelling, flag, program);
    reason ??= `${flagWord(spelling)} of ${program} ${problem}`;
  }
  return { reason: reason ?? missing(spellings.map(flagWord), help, program) };
}

/** Why a flag cannot carry the parameter's values, or undefined when it can. */
function misfit(parameter: Parameter, spelling: CommandArg, flag: HelpFlag): string | undefined {
  const isMapped = typeof spelling !== 'string';
  if (flag.form === 'switch') return parameter.type === 'boolean' && !isMapped ? undefined : 'takes no value';
  if (parameter.type === 'boolean') {
    const words = isMapped ? Object.values(spelling.values) : ['true', 'false'];
    const isOther = flag.choices
      ? words.some((word) => !flag.choices?.includes(word))
      : !isMapped && flag.default !== undefined && !words.includes(flag.default);
    return isOther ? `takes other values than ${words.join(' and ')}` : undefined;
  }
  if (parameter.type !== 'categorical') return undefined;
  if (takenChoices(parameter, spelling, flag).length > 1) return undefined;
  return `takes ${flag.choices?.join(', ')}: fewer than two of the choices of this parameter`;
}

/** Choices that the flag takes, and the one that stands for the program's default: it is never passed. */
function takenChoices(
  { choices, default: declared }: CategoricalParameter,
  spelling: CommandArg,
  { choices: listed, default: standard }: HelpFlag,
): string[] {
  return choices.filter((choice) => {
    const word = typeof spelling === 'string' ? choice : spelling.values[choice];
    const isDefault = standard === undefined ? choice === declared : word === standard;
    return isDefault || listed === undefined || listed.includes(word);
  });
}

function fitted(
  name: string,
  declared: Parameter,
  spelling: CommandArg,
  flag: HelpFlag,
  program: string,
): FittedParameter {
  const word = flag.long ?? flag.short ?? flagWord(spelling);
  const values = typeof spelling === 'string' ? undefined : spelling.values;
  const notes: string[] = [];
  if (values || word !== `--${name.replaceAll('_', '-')}`) {
    const pairs = Object.entries(values ?? {}).map(([value, to]) => `${value} = ${to}`);
    notes.push(`${name} is passed as ${word}${pairs.length > 0 ? ` (${pairs.join(', ')})` : ''}`);
  }
  let parameter = declared;
  if (parameter.type === 'categorical') {
    const choices = takenChoices(parameter, spelling, flag);
    const gone = parameter.choices.filter((choice) => !choices.includes(choice));
    if (gone.length > 0) {
      notes.push(`${name}: ${program} does not have the choice${gone.length > 1 ? 's' : ''} ${gone.join(', ')}`);
      parameter = { ...parameter, choices };
    }
  }
  const { parameter: final, note } = withProgramDefault(name, parameter, spelling, flag, program);
  return {
    parameter: final,
    use: { flag: word, form: flag.form, ...(values ? { values } : {}) },
    notes: note === undefined ? notes : [...notes, note],
  };
}

/** What the program lacks, and the flag of its own that comes nearest. */
function missing(words: readonly string[], help: Help, program: string): string {
  if (words.length === 0) return 'the plugin names no flag for it';
  const real = help.flags.flatMap(({ long }) => (long === undefined ? [] : [long]));
  const close = words.map((word) => nearest(word, real)).find((found) => found !== undefined);
  return `${program} has no ${words.join(' or ')}${close ? `; its nearest flag is ${close}` : ''}`;
}
