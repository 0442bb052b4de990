// Splits a command line into words as a POSIX shell would, without expanding anything.
import { SchedtunaError } from '@schedtuna/sdk';

/** Quoting of POSIX.1-2017, Shell Command Language, §2.2. Throws ST_USAGE for an open quote or no word at all. */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: '' | '"' | "'" = '';
  for (let i = 0; i < line.length; i++) {
    const c = line[i];
    const isEscape = c === '\\' && (quote === '' || (quote === '"' && '\\"$`\n'.includes(line[i + 1] ?? ' ')));
    if (isEscape) {
      i += 1;
      if (line[i] !== '\n') word = (word ?? '') + (line[i] ?? '');
    } else if (c === quote) {
      quote = '';
    } else if (quote === '' && (c === '"' || c === "'")) {
      quote = c;
      word ??= '';
    } else if (quote === '' && /\s/.test(c)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + c;
    }
  }
  if (quote !== '') throw wrong(`--benchmark-cmd has an open ${quote} in ${line}`);
  if (word !== undefined) words.push(word);
  if (words.length === 0) throw wrong('--benchmark-cmd is empty');
  return words;
}

function wrong(message: string): SchedtunaError {
  return new SchedtunaError('ST_USAGE', message, { hint: 'For example: --benchmark-cmd "sysbench cpu run"' });
}
