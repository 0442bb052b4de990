// The program of a sched_ext scheduler: where it is, and which version it says it is.
import { stripVTControlCharacters } from 'node:util';
import type { CommandOutput, Host, SchedExtScheduler } from '@schedtuna/sdk';

export interface InstalledProgram {
  /** Absolute. */
  readonly path: string;
  /** First line of what `--version` prints; absent for programs that do not know the flag. */
  readonly version?: string;
}

/** Time that a scheduler's program has to answer `--version` or `--help`. */
export const PROGRAM_MS = 5_000;
/** Of a version that is printed. */
const MOST_CHARACTERS = 120;

/** A sentence when there is none that can be run. */
export async function findProgram(
  host: Host,
  { binary, homepage }: SchedExtScheduler,
): Promise<InstalledProgram | string> {
  const path = binary.startsWith('/') ? binary : await host.which(binary);
  if (path === undefined) {
    const source = homepage ? ` (${homepage})` : '';
    return `its program ${binary} is not in PATH: install it${source}, or put its folder into PATH`;
  }
  let output: CommandOutput;
  try {
    output = await host.run({ file: path, args: ['--version'] }, { timeoutMs: PROGRAM_MS });
  } catch (error) {
    return `its program ${path} cannot be run: ${error instanceof Error ? error.message : String(error)}`;
  }
  const version = output.exitCode === 0 ? firstLine(output.stdout) : '';
  return { path, ...(version ? { version } : {}) };
}

function firstLine(text: string): string {
  const [line] = stripVTControlCharacters(text).trim().split('\n', 1);
  return line
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, MOST_CHARACTERS);
}
