// What a sched_ext scheduler could do on this machine, found out without loading it: for doctor, as any user, in seconds.
import { type Host, isSchedtunaError, type Probe, type SchedExtScheduler } from '@schedtuna/sdk';
import { fitParameters } from '../../space/fit-parameters.js';
import { parseHelp } from '../../space/help/parse-help.js';
import { readHelp } from '../read-help.js';
import { missingRequirements } from '../sched-ext/missing-requirements.js';
import { findSchedulerBinary, type SchedulerBinary } from '../sched-ext/scheduler-binary.js';
import { hasSchedExt } from './has-sched-ext.js';

/** Time that a scheduler's program has to answer `--version` or `--help`. */
const PROGRAM_MS = 5_000;

/** Never rejects. `facts`: `binary`, absolute path of the program, and `version`, where known. */
export async function probeSchedExt(host: Host, definition: SchedExtScheduler): Promise<Probe> {
  if (host.platform !== 'linux') return { usable: false, reason: `it needs Linux, this is ${host.platform}` };
  const [isSupported, missing, program] = await Promise.all([
    hasSchedExt(host),
    missingRequirements(host, definition),
    findProgram(host, definition),
  ]);
  const obstacles = [...(isSupported ? [] : ['this kernel cannot load BPF schedulers']), ...missing];
  if (typeof program === 'string') return { usable: false, reason: [...obstacles, program].join('; ') };

  const unavailable = await unavailableParameters(host, definition, program);
  // Some programs (C examples of the kernel) print their help only where the kernel has sched_ext.
  if (typeof unavailable === 'string' && obstacles.length === 0) obstacles.push(unavailable);
  const facts = { binary: program.path, ...(program.version ? { version: program.version } : {}) };
  if (obstacles.length > 0) return { usable: false, reason: obstacles.join('; '), facts };
  return { usable: true, unavailable: typeof unavailable === 'string' ? {} : unavailable, facts };
}

/** The one that an experiment would run; a sentence when it would run none. */
async function findProgram(host: Host, { binary, homepage }: SchedExtScheduler): Promise<SchedulerBinary | string> {
  try {
    return await findSchedulerBinary(host, binary);
  } catch (error) {
    const isAbsent = isSchedtunaError(error) && error.code === 'ST_SCHEDULER_UNUSABLE';
    return `${messageOf(error)}${isAbsent && homepage ? `; to install it see ${homepage}` : ''}`;
  }
}

/** Parameter → why the program cannot take it; or a sentence when it can take none. */
async function unavailableParameters(
  host: Host,
  definition: SchedExtScheduler,
  { path, program }: SchedulerBinary,
): Promise<Readonly<Record<string, string>> | string> {
  try {
    const help = parseHelp(await readHelp(impatient(host), path));
    const { parameters, unavailable } = fitParameters(definition, help, program);
    const isAny = Object.keys(parameters).length > 0;
    return isAny ? unavailable : `${path} knows none of the flags that would be tuned`;
  } catch (error) {
    return messageOf(error);
  }
}

/** The same host, whose programs have little time. */
function impatient(host: Host): Host {
  return { ...host, run: (command, options) => host.run(command, { ...options, timeoutMs: PROGRAM_MS }) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
