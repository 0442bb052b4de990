// Which values of a numeric flag make sense to try, from its default and the words around it.
import type { HelpFlag } from './help-flag.js';

export interface Range {
  readonly minValue: number;
  readonly maxValue: number;
  readonly scale?: 'log';
  readonly unit?: string;
  readonly rangeIsGuess?: true;
}

/** `Valid values are [0, 1024]`: documented. */
const DOCUMENTED = /\[(-?\d+(?:\.\d+)?), ?(-?\d+(?:\.\d+)?)\]/;
const PERCENT = /\b(percent(age)?|pct)\b|%|(^|[-_])pct\b|utili[sz]ation\b/i;

/** Where the default of a time says nothing: from short to long for a scheduler. */
const TIMES: readonly { readonly unit: string; readonly words: RegExp; readonly from: number; readonly to: number }[] =
  [
    { unit: 'us', words: /(^|[-_\s])us\b|\bmicroseconds?\b/i, from: 100, to: 100_000 },
    { unit: 'ms', words: /(^|[-_\s])ms\b|\bmilliseconds?\b/i, from: 1, to: 100 },
    { unit: 'ns', words: /(^|[-_\s])ns\b|\bnanoseconds?\b/i, from: 100_000, to: 100_000_000 },
    { unit: 's', words: /(^|[-_\s])secs?\b|\bseconds?\b/i, from: 1, to: 10 },
  ];
/** A time is tried from a twentieth of its default to twenty times of it. */
const TIME_FACTOR = 20;
const COUNT_FACTOR = 4;
/** Defaults beyond these are no numbers to multiply: 18446744073709551615 means "no limit". */
const LEAST = 1e-9;
const MOST = 1e12;
/** Of a count whose default is small. */
const COUNT = 8;
/** Of a count without a known default. */
const UNKNOWN_COUNT = 64;

/** `known` is the default, undefined when the help names none. */
export function guessRange({ long = '', valueName = '', description, ...flag }: HelpFlag, known?: number): Range {
  const standard = known !== undefined && known > MOST ? undefined : known;
  const isFloat = flag.default?.includes('.') ?? false;
  const names = `${long.slice(2)} ${valueName.toLowerCase()}`;
  const text = `${names} ${description}`;
  const documented = DOCUMENTED.exec(description)?.slice(1).map(Number);
  const rounded = isFloat ? (value: number) => Number(value.toPrecision(3)) : Math.round;
  if (documented && documented[0] < documented[1]) {
    return { minValue: rounded(documented[0]), maxValue: rounded(documented[1]) };
  }
  const time = TIMES.find(({ words }) => words.test(names)) ?? TIMES.find(({ words }) => words.test(description));
  const guess = { rangeIsGuess: true } as const;
  if (time) {
    const isKnown = standard !== undefined && standard >= LEAST;
    const from = isKnown ? standard / TIME_FACTOR : isFloat ? time.from / TIME_FACTOR : time.from;
    const to = isKnown ? standard * TIME_FACTOR : time.to;
    const minValue = isFloat ? rounded(from) : Math.max(1, rounded(from));
    return {
      minValue,
      maxValue: Math.max(minValue + (isFloat ? 0 : 1), rounded(to)),
      scale: 'log',
      unit: time.unit,
      ...guess,
    };
  }
  if (PERCENT.test(text) && (standard === undefined || standard <= 100)) {
    return { minValue: 0, maxValue: 100, unit: '%', ...guess };
  }
  if (standard === undefined) return { minValue: 1, maxValue: UNKNOWN_COUNT, scale: 'log', ...guess };
  return { minValue: 0, maxValue: rounded(Math.max(isFloat ? 1 : COUNT, COUNT_FACTOR * standard)), ...guess };
}
