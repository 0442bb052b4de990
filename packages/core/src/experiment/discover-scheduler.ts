// A first definition of a scheduler that no plugin knows, from its program's help.
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { type Host, type SchedExtScheduler, SchedtunaError } from '@schedtuna/sdk';
import { readHelp } from '../host/read-help.js';
import { findSchedulerBinary } from '../host/sched-ext/scheduler-binary.js';
import { discoverScheduler } from '../space/help/discover-parameters.js';
import { parseHelp } from '../space/help/parse-help.js';

export interface DiscoverRequest {
  /** Name of a program in PATH, or its path. */
  readonly binary: string;
  /** File to write the definition to. */
  readonly output?: string;
  /** Replace that file. */
  readonly force: boolean;
}

export interface DiscoveredScheduler extends SchedExtScheduler {
  /** Flags that are no parameters: flag → why. For people; readers of the file pass over it. */
  readonly skipped: Readonly<Record<string, string>>;
}

/** Only asks the program for its help. Throws ST_SCHEDULER_UNUSABLE, ST_PRIVILEGES, and ST_USAGE or ST_HOST about the file. */
export async function discoverProgram(host: Host, request: DiscoverRequest): Promise<DiscoveredScheduler> {
  const { binary, output, force } = request;
  if (output !== undefined && !force && existsSync(output)) {
    throw new SchedtunaError('ST_USAGE', `${output} is there already`, {
      hint: 'Name another file, or replace it with --force.',
    });
  }
  const { path } = await findSchedulerBinary(host, binary);
  const given = binary.includes('/') ? resolve(binary) : ((await host.which(binary)) ?? path);
  const help = parseHelp(await readHelp(host, path));
  const { definition, skipped } = discoverScheduler(basename(given), given, help);
  if (Object.keys(definition.parameters).length === 0) {
    throw new SchedtunaError(
      'ST_SCHEDULER_UNUSABLE',
      `the help of ${given} names nothing to tune (${Object.keys(skipped).join(', ') || 'no flags'})`,
      { hint: 'If it reads its settings from a file, they cannot be discovered.' },
    );
  }
  const discovered = { ...definition, skipped };
  if (output !== undefined) write(output, `${JSON.stringify(discovered, null, 2)}\n`);
  return discovered;
}

/** Not writable by others: as root such a file would not be read again. */
function write(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text, { mode: 0o644 });
    renameSync(temporary, path);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw new SchedtunaError('ST_HOST', `cannot write ${path}: ${(cause as Error).message}`, {
      hint: 'Name a file in a directory that exists and that you may write.',
      cause,
    });
  }
}
