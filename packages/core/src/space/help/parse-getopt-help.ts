// Help as C programs print it for getopt: `  -s SLICE_US   Override slice duration`.
import type { HelpFlag } from './help-flag.js';

/** Groups: indent, short, long, how the argument follows, argument, text after two blanks. */
const LINE = /^( {1,8})(?:(-[A-Za-z?])(?:,? ?(?=--))?)?(--[A-Za-z0-9][\w-]*)?(?:([ =])([^\s-]\S*))?(?: {2,}(\S.*))?$/;
/** `(default 16384)`, `(default: 0)`. */
const DEFAULT = /[([]default:? ([^\s,;)\]]+)/i;
/** `(shuffle|bad-dup|bad-range)` */
const CHOICES = /\(([\w.-]+(?:\|[\w.-]+)+)\)/;

/** Lines without tabs and without blanks at the end. A text that goes on is indented further than its flag. */
export function parseGetoptHelp(lines: readonly string[]): HelpFlag[] {
  const flags: HelpFlag[] = [];
  let indent = 0;
  let open: HelpFlag | undefined;
  const finish = () => {
    if (open) flags.push(withNotes(open));
    open = undefined;
  };
  for (const line of lines) {
    const found = flagOf(line);
    if (found) {
      finish();
      ({ indent, flag: open } = found);
    } else if (open && line !== '' && line.search(/\S/) > indent) {
      open = { ...open, description: `${open.description} ${line.trim()}`.trim() };
    } else finish();
  }
  finish();
  return flags;
}

function flagOf(line: string): { readonly indent: number; readonly flag: HelpFlag } | undefined {
  const match = LINE.exec(line);
  if (!match) return undefined;
  const [, blanks, short, long, joint, argument, description = ''] = match;
  if (short === undefined && long === undefined) return undefined;
  return {
    indent: blanks.length,
    flag: {
      ...(long === undefined ? {} : { long }),
      ...(short === undefined ? {} : { short }),
      ...(argument === undefined ? {} : { valueName: argument.replace(/^[<[]+|[>\]]+$/g, '') || argument }),
      form: argument === undefined ? 'switch' : joint === '=' ? 'joined' : 'separate',
      isRepeatable: false,
      description,
      section: '',
    },
  };
}

/** A default that C programs describe, rather than list, is in the text; a switch has none. */
function withNotes(flag: HelpFlag): HelpFlag {
  if (flag.form === 'switch') return flag;
  const standard = DEFAULT.exec(flag.description)?.[1];
  const choices = CHOICES.exec(flag.description)?.[1].split('|');
  return { ...flag, ...(standard === undefined ? {} : { default: standard }), ...(choices ? { choices } : {}) };
}
