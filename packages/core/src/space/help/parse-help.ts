// Reads what a scheduler's own help says about its flags.
import { stripVTControlCharacters } from 'node:util';
import type { Help } from './help-flag.js';
import { parseClapHelp } from './parse-clap-help.js';
import { parseGetoptHelp } from './parse-getopt-help.js';

const TAB = ' '.repeat(8);

/** Of both styles the one in which more flags are found. Never throws; `flags` is empty when the text is no help. */
export function parseHelp(text: string): Help {
  const lines = stripVTControlCharacters(text)
    .split(/\r?\n/)
    .map((line) =>
      line
        .replaceAll('\t', TAB)
        .replace(/\p{Cc}/gu, '')
        .trimEnd(),
    );
  const clap = parseClapHelp(lines);
  const getopt = parseGetoptHelp(lines);
  return getopt.length > clap.length ? { style: 'getopt', flags: getopt } : { style: 'clap', flags: clap };
}
