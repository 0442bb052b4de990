// A configuration as commands that a person can type, with nice(1) and chrt(1).
import type { ConfigurationOf, Role } from '@schedtuna/sdk';
import type { parameters } from './parameters.js';
import { type Settings, settingsOf } from './settings.js';

/** One line for each role that differs from the default; what follows `#` is a remark, also to a shell. */
export function explain(configuration: ConfigurationOf<typeof parameters>): readonly string[] {
  return [line('workload', 'COMMAND'), line('background', 'BACKGROUND_COMMAND')].filter((text) => text !== undefined);

  function line(role: Role, command: string): string | undefined {
    const settings = settingsOf(configuration, role);
    const words = [...niceWords(settings), ...chrtWords(settings)];
    if (words.length === 0) return undefined;
    return `${[...words, command].join(' ')}  # ${role}${settings.sliceUs > 0 ? SLICE_NEEDS : ''}`;
  }
}

/** util-linux 2.41 release notes: "--sched-runtime now supports SCHED_{OTHER,BATCH}". */
const SLICE_NEEDS = '; needs chrt of util-linux 2.41 or newer and Linux 6.12 or newer';

function niceWords({ nice }: Settings): string[] {
  return nice === 0 ? [] : ['nice', '-n', String(nice)];
}

/** chrt keeps the nice value that it inherits; its 0 is a priority that these policies do not have. */
function chrtWords({ policy, sliceUs }: Settings): string[] {
  if (policy === 'other' && sliceUs === 0) return [];
  return ['chrt', `--${policy}`, ...(sliceUs > 0 ? ['--sched-runtime', String(sliceUs * 1000)] : []), '0'];
}
