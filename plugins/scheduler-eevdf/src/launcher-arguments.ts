// The launcher's command line.

import type { Wanted } from './apply.js';
import { POLICIES, type Policy } from './sched-attr.js';

export interface LauncherArguments extends Wanted {
  /** Apply, print what was read back, and end. */
  readonly isCheck: boolean;
  /** Program and arguments; empty with --check. */
  readonly command: readonly string[];
}

export const USAGE =
  'usage: launcher --slice-us N --policy other|batch|idle --nice N (--check | -- COMMAND [ARGUMENT …])';

/** Throws an Error with one sentence. */
export function parseArguments(words: readonly string[]): LauncherArguments {
  const end = words.indexOf('--');
  const own = end < 0 ? words : words.slice(0, end);
  const command = end < 0 ? [] : words.slice(end + 1);
  const isCheck = own.includes('--check');
  if (isCheck === command.length > 0) throw new Error('either --check or a command is needed');
  const value = (flag: string) => own[own.indexOf(flag) + 1];
  for (const flag of ['--slice-us', '--policy', '--nice'])
    if (!own.includes(flag)) throw new Error(`${flag} is missing`);
  const policy = value('--policy');
  if (!(policy in POLICIES))
    throw new Error(`--policy must be one of ${Object.keys(POLICIES).join(', ')}, not ${policy}`);
  return {
    sliceUs: whole('--slice-us', value('--slice-us'), 0, 100_000),
    policy: policy as Policy,
    nice: whole('--nice', value('--nice'), -20, 19),
    isCheck,
    command,
  };
}

function whole(flag: string, text: string | undefined, least: number, most: number): number {
  const number = /^-?\d+$/.test(text ?? '') ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new Error(`${flag} must be a whole number from ${least} to ${most}, not ${text}`);
}
