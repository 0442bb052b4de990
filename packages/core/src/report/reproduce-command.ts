// The command line that runs an experiment again: its options, where they differ from the defaults, and its seed.
import { scalar } from '../config/key-values.js';
import { flagOf, OPTION_TABLE, type OptionEntry } from '../config/option-table.js';
import type { Options } from '../config/options.js';
import { quotedWord } from './quoted-word.js';

/** Not of the problem: where results go. */
const PLACES: readonly (keyof Options)[] = ['experimentName', 'resultsDir'];

/** What older versions did, whose journals do not have these options. */
const BEFORE: Partial<Options> = { ablationRuns: 0, racing: false, earlyStop: false };

/** For a shell. Options of plugins whose keys have dots, or whose values are lists of lists, have no such form. */
export function reproduceCommand(options: Options): string {
  return ['schedtuna', 'optimize', ...optionWords(options).map(quotedWord)].join(' ');
}

/** The arguments one by one, unquoted. */
export function optionWords(options: Options): string[] {
  return OPTION_TABLE.filter(({ key }) => !PLACES.includes(key)).flatMap((entry) =>
    wordsOf(entry, options[entry.key] ?? BEFORE[entry.key]),
  );
}

function wordsOf(entry: OptionEntry, value: unknown): string[] {
  const flag = `--${flagOf(entry)}`;
  if (value === undefined || value === entry.default) return [];
  if (typeof value === 'boolean') return [value ? flag : flag.replace('--', '--no-')];
  if (Array.isArray(value))
    return value.length === 0 ? [flag.replace('--', '--no-')] : value.flatMap((one) => [flag, one]);
  if (typeof value === 'object' && value !== null) return pairs(value, '').flatMap((pair) => [flag, pair]);
  return [flag, String(value)];
}

/** `a.b=3` */
function pairs(value: object, prefix: string): string[] {
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? pairs(inner, `${prefix}${key}.`)
      : [`${prefix}${key}=${scalarText(inner)}`],
  );
}

/** Bare where it reads back as the same value: the text 3 needs quotes, the number does not. */
function scalarText(value: unknown): string {
  const bare = String(value);
  return scalar(bare) === value ? bare : JSON.stringify(value);
}
