// Words from a command line or an environment variable as option values.
import { parse } from 'yaml';
import { keyValues, scalar } from './key-values.js';
import { flagOf, type OptionEntry } from './option-table.js';

/** Of a parsed flag. Words that are no numbers stay words, so that the error shows them as they were written. */
export function fromFlag(entry: OptionEntry, given: unknown): unknown {
  const { type } = entry.schema;
  if ((type === 'integer' || type === 'number') && typeof given === 'string') return numberIn(given);
  if (type === 'object' && Array.isArray(given)) return keyValues(flagOf(entry), given, formOf(entry));
  return given;
}

/** Of a variable: lists and maps are YAML or JSON, `{ profile: idle }`. */
export function fromVariable({ schema: { type } }: OptionEntry, text: string): unknown {
  switch (type) {
    case 'integer':
    case 'number':
      return numberIn(text);
    case 'boolean':
      return scalar(text);
    case 'array':
    case 'object':
      return collectionIn(text);
    default:
      return text;
  }
}

/** Values of one type have no maps among them: a dot belongs to the key. */
function formOf({ schema: { additionalProperties } }: OptionEntry) {
  return additionalProperties === undefined ? {} : { isFlat: true, example: 'tg_tokens_per_sec=3' };
}

function numberIn(text: string): unknown {
  return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
}

function collectionIn(text: string): unknown {
  try {
    return parse(text, { logLevel: 'error' }) ?? text;
  } catch {
    return text;
  }
}
