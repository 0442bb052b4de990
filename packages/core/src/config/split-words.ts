// Splits a command line into words as a POSIX shell would, without expanding anything.
import { SchedtunaError } from '@schedtuna/sdk';

/** Quotes and backslashes as in POSIX shell, §2.2. Throws ST_USAGE for an open quote or no word at all. */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let i = 0; i < line.length; i++) {
    const c = line[i];
    if (quote === "'") {
      if (c === quote) quote = '';
      else word += c;
    } else if (c === '\\' && (quote === '' || '\\"$`\n'.includes(line[i + 1] ?? ' '))) {
      i += 1;
      if (line[i] !== '\n') word = (word ?? '') + (line[i] ?? '');
    } else if (quote === '"') {
      if (c === quote) quote = '';
      else word += c;
    } else if (c === '"' || c === "'") {
      quote = c;
      word ??= '';
    } else if (/\s/.test(c)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + c;
    }
  }
  if (quote !== '' || (word === undefined && words.length === 0)) {
    throw new SchedtunaError('ST_USAGE', quote ? `--benchmark-cmd has an open quote: ${line}` : '--benchmark-cmd is empty', {
      hint: 'For example: --benchmark-cmd "sysbench cpu run"',
    });
  }
  return word === undefined ? words : [...words, word];
}
