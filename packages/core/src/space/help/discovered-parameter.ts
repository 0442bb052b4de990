// One flag of a program's help as a parameter.
import type { CommandArg, Parameter, SpecialValue } from '@schedtuna/sdk';
import { guessRange } from './guess-range.js';
import type { HelpFlag } from './help-flag.js';
import { isFloat } from './help-number.js';
import { specialValues } from './special-values.js';

/** Stands for "flag not given" among the choices of a flag without a known default; it is never passed. */
const UNSET = 'unset';
/** The same for numbers. */
const NOT_GIVEN: SpecialValue = { value: -1, meaning: "flag not given: the program's own default" };
const LONGEST_DESCRIPTION = 160;

/** `flag` is one that `reasonToSkip` has no reason to skip. */
export function discoveredParameter(flag: HelpFlag): Parameter {
  const word = flag.long ?? flag.short ?? '';
  const common = { commandArg: word as CommandArg, description: firstSentence(flag.description) || word };
  if (flag.form === 'switch') return { type: 'boolean', default: false, ...common };
  if (flag.choices) return ofChoices(flag.choices, flag.default, word, common);
  const standard = flag.default === undefined ? undefined : Number(flag.default);
  const range = guessRange(flag, standard);
  const special = [...(standard === undefined ? [NOT_GIVEN] : []), ...specialValues(flag.description)];
  const known = standard ?? NOT_GIVEN.value;
  const isOutside = known < range.minValue || known > range.maxValue;
  if (isOutside && !special.some(({ value }) => value === known)) {
    special.push({ value: known, meaning: "the program's own default" });
  }
  return {
    type: isFloat(flag.default ?? '') ? 'float' : 'integer',
    default: known,
    ...range,
    ...(special.length > 0 ? { special: distinct(special) } : {}),
    ...common,
  };
}

function ofChoices(
  choices: readonly string[],
  standard: string | undefined,
  flag: string,
  common: { readonly commandArg: CommandArg; readonly description: string },
): Parameter {
  const isBoolean = choices.length === 2 && choices.includes('true') && choices.includes('false');
  if (isBoolean && (standard === 'true' || standard === 'false')) {
    const commandArg = { flag, values: { false: 'false', true: 'true' } };
    return { type: 'boolean', default: standard === 'true', ...common, commandArg };
  }
  const fallback = standard ?? UNSET;
  const all = [...new Set(choices.includes(fallback) ? choices : [fallback, ...choices])];
  return { type: 'categorical', default: fallback, choices: all, ...common };
}

function distinct(special: readonly SpecialValue[]): SpecialValue[] {
  return special.filter(({ value }, i) => special.findIndex((other) => other.value === value) === i);
}

function firstSentence(text: string): string {
  const clean = text.replace(/\p{Cc}/gu, ' ').trim();
  const [sentence] = clean.split(/(?<=[a-z)\]])\.\s/);
  const short = sentence.replace(/\.$/, '');
  return short.length > LONGEST_DESCRIPTION ? `${short.slice(0, LONGEST_DESCRIPTION - 2).trimEnd()} …` : short;
}
