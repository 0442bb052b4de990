// scx_loader, the service that loads schedulers on request over D-Bus (its README and org.scx.Loader.xml).
import type { Command, Host } from '@schedtuna/sdk';
import { askProgram } from '../ask-program.js';

export const LOADER_UNIT = 'scx_loader.service';
/** On the system bus. */
export const LOADER_BUS_NAME = 'org.scx.Loader';

const OBJECT = [LOADER_BUS_NAME, '/org/scx/Loader', 'org.scx.Loader'] as const;

/** undefined when nobody owns the name. To ask for its owner does not start it. */
export async function loaderOnBus(host: Host): Promise<{ readonly pid?: string } | undefined> {
  const output = await askProgram(host, 'busctl', ['--system', '--no-pager', 'status', LOADER_BUS_NAME]);
  if (output?.exitCode !== 0) return undefined;
  const pid = /^PID=(\d+)$/m.exec(output.stdout)?.[1];
  // Any other answer is not one of busctl.
  return pid || /^UniqueName=/m.test(output.stdout) ? { pid } : undefined;
}

/** The calls that take its scheduler out and have it run the same one again; undefined when it runs none. */
export async function loaderCalls(
  host: Host,
): Promise<{ readonly stop: Command; readonly restore: Command } | undefined> {
  const file = await host.which('busctl');
  if (file === undefined) return undefined;
  const property = async (name: string) => {
    const output = await askProgram(host, 'busctl', ['--system', 'get-property', ...OBJECT, name]);
    return output?.exitCode === 0 ? output.stdout.trim() : '';
  };
  const [, scheduler] = /^s "([\w.-]+)"$/.exec(await property('CurrentScheduler')) ?? [];
  if (scheduler === undefined || scheduler === 'unknown') return undefined;
  const args = wordsIn(await property('CurrentSchedulerArgs'));
  const [, mode = '0'] = /^u (\d+)$/.exec(await property('SchedulerMode')) ?? [];
  const call = (...words: string[]): Command => ({ file, args: ['--system', 'call', ...OBJECT, ...words] });
  return {
    stop: call('StopScheduler'),
    restore:
      args.length > 0
        ? call('SwitchSchedulerWithArgs', 'sas', scheduler, String(args.length), ...args)
        : call('SwitchScheduler', 'su', scheduler, mode),
  };
}

/** As busctl prints an array of strings: `as 2 "-s" "700"`. */
function wordsIn(text: string): readonly string[] {
  const [, count, words = ''] = /^as (\d+)(.*)$/.exec(text) ?? [];
  const found = [...words.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word]) => word.replace(/\\(.)/g, '$1'));
  return found.length === Number(count) ? found : [];
}
