// A first definition of a scheduler from nothing but its help.
import type { Parameter, SchedExtScheduler } from '@schedtuna/sdk';
import { discoveredParameter } from './discovered-parameter.js';
import type { Help, HelpFlag } from './help-flag.js';
import { reasonToSkip } from './reason-to-skip.js';

export interface Discovery {
  /** Plain JSON. Its ranges are guesses where `rangeIsGuess` says so; `parameters` may be empty. */
  readonly definition: SchedExtScheduler;
  /** Flags that are no parameters: flag → why. */
  readonly skipped: Readonly<Record<string, string>>;
}

const LONGEST_NAME = 64;

/** `name` is the program's file name, `binary` its absolute path. */
export function discoverScheduler(name: string, binary: string, { style, flags }: Help): Discovery {
  const parameters = new Map<string, Parameter>();
  const skipped = new Map<string, string>();
  for (const flag of flags) {
    const reason = reasonToSkip(flag, style);
    if (reason === undefined) parameters.set(unique(nameOf(flag, flags), parameters), discoveredParameter(flag));
    else skipped.set(wordOf(flag), reason);
  }
  const own = valid(name, 'scx_');
  return {
    definition: {
      kind: 'sched_ext',
      name: own,
      description: `${own} as its own help describes it`,
      binary,
      opsName: own.replace(/^scx_(?=.)/, ''),
      parameters: Object.fromEntries(parameters),
    },
    skipped: Object.fromEntries(skipped),
  };
}

/** `--slice-us` → slice_us, `-s SLICE_US` → slice_us, `-b COUNT` beside `-n COUNT` → count_b, `-H` → flag_H. */
function nameOf(flag: HelpFlag, flags: readonly HelpFlag[]): string {
  if (flag.long !== undefined) return valid(flag.long.slice(2).replaceAll('-', '_'), 'flag_');
  const letter = flag.short?.slice(1) ?? '';
  if (flag.valueName === undefined) return valid(`flag_${letter}`, 'flag_');
  const isShared = flags.some((other) => other !== flag && other.valueName === flag.valueName);
  return valid(flag.valueName.toLowerCase() + (isShared ? `_${letter}` : ''), 'flag_');
}

/** Only what names of schedulers and parameters may have, a letter first. */
function valid(name: string, prefix: string): string {
  const clean = name.replace(/[^A-Za-z0-9_.-]/g, '_');
  return (/^[A-Za-z]/.test(clean) ? clean : prefix + clean).slice(0, LONGEST_NAME);
}

function unique(name: string, taken: ReadonlyMap<string, Parameter>): string {
  let found = name;
  for (let i = 2; taken.has(found); i++) found = `${name.slice(0, LONGEST_NAME - 8)}_${i}`;
  return found;
}

function wordOf({ long, short }: HelpFlag): string {
  return long ?? short ?? '';
}
