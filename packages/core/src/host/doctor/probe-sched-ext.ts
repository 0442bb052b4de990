// What a sched_ext scheduler could do on this machine, found out without loading it: for doctor, as any user, in seconds.
import type { Host, Probe, SchedExtScheduler } from '@schedtuna/sdk';
import { fitParameters } from '../../space/fit-parameters.js';
import { parseHelp } from '../../space/help/parse-help.js';
import { readHelp } from '../read-help.js';
import { hasSchedExt } from './has-sched-ext.js';
import { findProgram, type InstalledProgram, PROGRAM_MS } from './installed-program.js';

/** Never rejects. `facts`: `binary`, absolute path of the program, and `version`, the line that it prints; where known. */
export async function probeSchedExt(host: Host, definition: SchedExtScheduler): Promise<Probe> {
  if (host.platform !== 'linux') return { usable: false, reason: `it needs Linux, this is ${host.platform}` };
  const [isSupported, unmet, program] = await Promise.all([
    hasSchedExt(host),
    unmetRequirements(host, definition),
    findProgram(host, definition),
  ]);
  const obstacles = [...(isSupported ? [] : ['this kernel cannot load BPF schedulers']), ...unmet];
  if (typeof program === 'string') return { usable: false, reason: [...obstacles, program].join('; ') };

  const unavailable = await unavailableParameters(host, definition, program);
  // Some programs (C examples of the kernel) print their help only where the kernel has sched_ext.
  if (typeof unavailable === 'string' && obstacles.length === 0) obstacles.push(unavailable);
  const facts = { binary: program.path, ...(program.version ? { version: program.version } : {}) };
  if (obstacles.length > 0) return { usable: false, reason: obstacles.join('; '), facts };
  return { usable: true, unavailable: typeof unavailable === 'string' ? {} : unavailable, facts };
}

async function unmetRequirements(host: Host, { requires = [] }: SchedExtScheduler): Promise<string[]> {
  const unmet = requires.map(async ({ anyOf, reason }) => {
    const texts = await Promise.all(anyOf.map((file) => host.readFile(file)));
    return texts.some((text) => text !== undefined) ? [] : [`${reason.replace(/\.$/, '')} (no ${anyOf.join(', no ')})`];
  });
  return (await Promise.all(unmet)).flat();
}

/** Parameter → why the program cannot take it; or a sentence when it can take none. */
async function unavailableParameters(
  host: Host,
  definition: SchedExtScheduler,
  { path, version }: InstalledProgram,
): Promise<Readonly<Record<string, string>> | string> {
  try {
    const help = parseHelp(await readHelp(impatient(host), path));
    const { parameters, unavailable } = fitParameters(definition, help, version ?? definition.name);
    const isAny = Object.keys(parameters).length > 0;
    return isAny ? unavailable : `${path} knows none of the flags that would be tuned`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The same host, whose programs have little time. */
function impatient(host: Host): Host {
  return { ...host, run: (command, options) => host.run(command, { ...options, timeoutMs: PROGRAM_MS }) };
}
