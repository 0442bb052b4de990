// Command line of the launcher, written by the plugin and read by the launcher:
//   launcher.js [--slice-us N] [--policy other|batch|idle] [--nice N] [--] COMMAND [ARGUMENT…]
//   launcher.js --check
import type { Command } from '@schedtuna/sdk';
import { DEFAULT_SETTINGS, POLICIES, type Policy, type Settings } from './settings.js';

export type Request =
  | { readonly kind: 'launch'; readonly settings: Settings; readonly file: string; readonly args: readonly string[] }
  | { readonly kind: 'check' }
  | { readonly kind: 'usage'; readonly message: string };

/** What `parseArguments` reads back as the same settings and command. */
export function formatArguments({ sliceUs, policy, nice }: Settings, { file, args }: Pick<Command, 'file' | 'args'>) {
  return ['--slice-us', String(sliceUs), '--policy', policy, '--nice', String(nice), '--', file, ...args];
}

/** Options that are not given have the value of `DEFAULT_SETTINGS`; they end at the first word that is not one. */
export function parseArguments(words: readonly string[]): Request {
  if (words.length === 1 && words[0] === '--check') return { kind: 'check' };
  let settings = DEFAULT_SETTINGS;
  let next = 0;
  for (; words[next]?.startsWith('-'); next += 2) {
    const [option, value] = [words[next], words[next + 1] ?? ''];
    if (option === '--') {
      next += 1;
      break;
    }
    const changed = optionValue(option, value);
    if (typeof changed === 'string') return { kind: 'usage', message: changed };
    settings = { ...settings, ...changed };
  }
  const file = words[next];
  if (!file) return { kind: 'usage', message: 'a command to run is missing' };
  return { kind: 'launch', settings, file, args: words.slice(next + 1) };
}

/** A sentence instead of a setting says what is wrong. */
function optionValue(option: string | undefined, value: string): Partial<Settings> | string {
  switch (option) {
    case '--slice-us': {
      const valid = isWholeNumber(value) && (value === '0' || (Number(value) >= 100 && Number(value) <= 100_000));
      return valid ? { sliceUs: Number(value) } : `--slice-us is 0 or 100 to 100000 microseconds, not "${value}"`;
    }
    case '--policy':
      return isPolicy(value) ? { policy: value } : `--policy is one of ${POLICIES.join(', ')}, not "${value}"`;
    case '--nice': {
      const valid = isWholeNumber(value) && Math.abs(Number(value)) <= 39; // from one end of −20…19 to the other
      return valid ? { nice: Number(value) } : `--nice is -39 to 39, added to the inherited value, not "${value}"`;
    }
    default:
      return `unknown option ${option}`;
  }
}

function isWholeNumber(text: string): boolean {
  return /^(?:0|-?[1-9][0-9]{0,8})$/.test(text);
}

function isPolicy(word: string): word is Policy {
  return POLICIES.some((policy) => policy === word);
}
