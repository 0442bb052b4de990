// Help as the Rust library clap prints it, long (--help) or short (-h).
import type { HelpFlag } from './help-flag.js';

/** `Options:`, `Libbpf Options:`; flags are listed below such a line only. */
const HEADING = /^(\S.*):$/;
const USAGE = /^usage:/i;

/**
 * `  -u, --slice-us <SLICE_US>`, `      --slice-us[=<SLICE_US>]`, `  -v...`; short help goes on after two blanks.
 * Groups: short, long, repeated switch, how the value follows, value names, repeated value, text.
 */
const HEADER =
  /^ {1,8}(?:(-[^\s,<=[-])(?:, (?=--))?)?(--[A-Za-z0-9][\w-]*)?(\.\.\.)?(?:( ?\[?=?)(<[^<>]+>(?: <[^<>]+>)*)(\.\.\.)?\]?(\.\.\.)?)?(?: {2,}(\S.*))?$/;

/** `[default: 20000]` on a line of its own. */
const NOTE = /^\[(default|possible values|env|aliases|short aliases): (.*)\]$/;
/** The same at the end of a line of short help. */
const LAST_NOTE = /^(.*?) ?\[(default|possible values|env|aliases|short aliases): ([^\]]*)\]$/;
/** `- shared: one queue for all` below `Possible values:`. */
const CHOICE = /^- ("(?:[^"\\]|\\.)*"|[^:]+)(?::.*)?$/;

/** Lines without tabs and without blanks at the end. */
export function parseClapHelp(lines: readonly string[]): HelpFlag[] {
  const flags: HelpFlag[] = [];
  let section: string | undefined;
  let header: Header | undefined;
  let body: string[] = [];
  const finish = () => {
    if (header) flags.push(flagOf(header, body));
    header = undefined;
    body = [];
  };
  for (const line of lines.slice(lines.findIndex((line) => USAGE.test(line)) + 1)) {
    const heading = HEADING.exec(line)?.[1];
    const found = section === undefined ? undefined : headerOf(line, section);
    if (heading !== undefined || found) finish();
    if (heading !== undefined) section = heading;
    else if (found) {
      header = found;
      if (found.text) body.push(found.text);
    } else body.push(line.trim());
  }
  finish();
  return flags;
}

type Header = Omit<HelpFlag, 'description' | 'default' | 'choices'> & { readonly text: string };

function headerOf(line: string, section: string): Header | undefined {
  const match = HEADER.exec(line);
  if (!match) return undefined;
  const [, short, long, repeated, joint, values, repeatedValue, repeatedBracket, text = ''] = match;
  if (short === undefined && long === undefined) return undefined;
  const names = values?.slice(1, -1).split('> <');
  return {
    ...(long === undefined ? {} : { long }),
    ...(short === undefined ? {} : { short }),
    ...(names === undefined ? {} : { valueName: names.join(' ') }),
    form: names === undefined ? 'switch' : joint.includes('=') ? 'joined' : 'separate',
    isRepeatable: Boolean(repeated || repeatedValue || repeatedBracket) || (names ?? []).length > 1,
    section,
    text,
  };
}

function flagOf({ text: _, ...header }: Header, body: readonly string[]): HelpFlag {
  const notes = new Map<string, string>();
  const prose: string[] = [];
  let choices: string[] | undefined;
  let isListing = false;
  for (const line of body) {
    const note = NOTE.exec(line);
    const choice = isListing ? CHOICE.exec(line) : null;
    if (line === 'Possible values:') [isListing, choices] = [true, []];
    else if (choice) choices?.push(unquoted(choice[1]));
    else if (line === '') isListing = false;
    else if (note) notes.set(note[1], note[2]);
    else if (!isListing) prose.push(line);
  }
  let description = prose.join(' ');
  for (let last = LAST_NOTE.exec(description); last; last = LAST_NOTE.exec(description)) {
    description = last[1];
    if (!notes.has(last[2])) notes.set(last[2], last[3]);
  }
  choices ??= notes.get('possible values')?.split(', ').map(unquoted);
  const standard = notes.get('default');
  return {
    ...header,
    ...(standard === undefined ? {} : { default: unquoted(standard) }),
    ...(choices && choices.length > 0 ? { choices } : {}),
    description,
  };
}

/** clap quotes words that are empty or have blanks. */
function unquoted(word: string): string {
  return /^"(?:[^"\\]|\\.)*"$/.test(word) ? word.slice(1, -1).replace(/\\(.)/g, '$1') : word;
}
