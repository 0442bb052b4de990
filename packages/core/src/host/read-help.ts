// Asks a program for its own help.
import { stripVTControlCharacters } from 'node:util';
import { type CommandOutput, type Host, SchedtunaError } from '@schedtuna/sdk';

/** Rust schedulers wrap their help to the terminal's width, which this makes wide enough for every sentence. */
const ENVIRONMENT = { COLUMNS: '10000', NO_COLOR: '1', LC_ALL: 'C' };
/** A line that begins with a flag: `  -s SLICE_US   Override slice duration`. */
const FLAG_LINE = /^\s{1,8}--?[A-Za-z]/m;
const MOST_QUOTED = 300;

/**
 * What `binary --help` prints on both streams; what `binary -h` prints where that fails or names no flag. C programs
 * answer --help as a flag that they do not know, and print their help all the same. `binary` is an absolute path.
 * Throws ST_SCHEDULER_UNUSABLE with what the program printed instead.
 */
export async function readHelp(host: Host, binary: string): Promise<string> {
  const long = await ask(host, binary, '--help');
  if (long.isHelp && long.exitCode === 0) return long.text;
  const short = await ask(host, binary, '-h');
  const answer = [short, long].find(({ isHelp }) => isHelp);
  if (answer) return answer.text;
  const printed = [short, long].map(({ text }) => quoted(text)).find((text) => text !== '');
  throw new SchedtunaError(
    'ST_SCHEDULER_UNUSABLE',
    `${binary} --help names no flags${printed ? `; it prints: ${printed}` : ' and prints nothing'}`,
    {
      hint: 'Schedulers in C print their help only where the kernel has sched_ext, and some only as root. Try it by hand.',
    },
  );
}

interface Answer {
  readonly text: string;
  readonly exitCode: number | null;
  readonly isHelp: boolean;
}

async function ask(host: Host, binary: string, flag: string): Promise<Answer> {
  let output: CommandOutput;
  try {
    output = await host.run({ file: binary, args: [flag], env: ENVIRONMENT });
  } catch (cause) {
    throw new SchedtunaError('ST_SCHEDULER_UNUSABLE', `${binary} ${flag} cannot be run: ${(cause as Error).message}`, {
      hint: 'Name a program that prints its flags when it is asked for help.',
      cause,
    });
  }
  const text = `${output.stdout}\n${output.stderr}`;
  return { text, exitCode: output.exitCode, isHelp: FLAG_LINE.test(text) };
}

/** In one line, without anything that a terminal obeys. */
function quoted(text: string): string {
  const line = stripVTControlCharacters(text)
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > MOST_QUOTED ? `${line.slice(0, MOST_QUOTED)} …` : line;
}
