// Reads a configuration file: YAML or JSON, found or named, every problem with its line.
import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { SchedtunaError } from '@schedtuna/sdk';
import { cosmiconfig } from 'cosmiconfig';
import { LineCounter, parseDocument } from 'yaml';
import { nearest } from './nearest.js';
import { OPTION_TABLE, snakeCase } from './option-table.js';
import { valueProblems } from './value-problems.js';

/** Values by option key. */
export type FileValues = Readonly<Record<string, unknown>>;

/** Plain data only: a configuration file that is a program would run before anybody agreed to it. */
const SEARCHED = ['schedtuna.config.yaml', 'schedtuna.config.yml', 'schedtuna.config.json', '.schedtunarc', '.schedtunarc.yaml', '.schedtunarc.json'];

/** The named file, else the first found in `directory`; nothing when there is none. Throws ST_CONFIG_…. */
export async function readConfigFile(path: string | undefined, directory: string): Promise<FileValues> {
  const file = path ?? (await find(directory));
  if (file === undefined) return {};
  refuseForeign(file);
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new SchedtunaError('ST_CONFIG_FILE', `cannot read ${file}: ${cause.message}`, {
      hint: 'Name a YAML or JSON file with --config.',
      cause,
    });
  });
  return parseConfig(text, file);
}

/** Both spellings of a key: benchmarkCmd and benchmark_cmd. */
export function parseConfig(text: string, file: string): FileValues {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw new SchedtunaError('ST_CONFIG_FILE', `${file}, line ${line}, column ${col}: ${error.message}`, {
      hint: 'Write one option a line, for example `episodes: 50`.',
    });
  }
  const content = document.toJS() ?? {};
  if (typeof content !== 'object' || Array.isArray(content)) {
    throw new SchedtunaError('ST_CONFIG_FILE', `${file} holds ${JSON.stringify(content)}, not options`, {
      hint: 'Write one option a line, for example `episodes: 50`.',
    });
  }
  const lineOf = (key: string) => {
    const range = (document.get(key, true) as { range?: [number] } | undefined)?.range;
    return range ? lines.linePos(range[0]).line : 1;
  };
  return checked(content as Record<string, unknown>, file, lineOf);
}

function checked(content: Record<string, unknown>, file: string, lineOf: (key: string) => number): FileValues {
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  let hasUnknown = false;
  for (const [written, value] of Object.entries(content)) {
    const entry = OPTION_TABLE.find(({ key }) => key === written || snakeCase(key) === written);
    const at = `${file}, line ${lineOf(written)}`;
    if (!entry) {
      const keys = OPTION_TABLE.map(({ key }) => (written.includes('_') ? snakeCase(key) : key));
      const close = nearest(written, keys);
      problems.push(`${at}: unknown key ${written}; ${close ? `did you mean ${close}?` : `known: ${keys.join(', ')}`}`);
      hasUnknown = true;
      continue;
    }
    for (const { message } of valueProblems(entry.schema, value)) problems.push(`${at}: ${written} ${message}`);
    values[entry.key] = value;
  }
  if (problems.length === 0) return values;
  throw new SchedtunaError(hasUnknown ? 'ST_CONFIG_KEY' : 'ST_CONFIG_VALUE', problems.join('\n'), {
    hint: 'schedtuna optimize --help lists all options; files use the same names.',
  });
}

async function find(directory: string): Promise<string | undefined> {
  const text = (_: string, content: string) => content;
  const explorer = cosmiconfig('schedtuna', {
    searchPlaces: SEARCHED,
    stopDir: directory,
    loaders: { '.yaml': text, '.yml': text, '.json': text, noExt: text },
  });
  return (await explorer.search(directory))?.filepath;
}

/** As root a file that others can write would decide what runs. */
function refuseForeign(file: string): void {
  if (process.getuid?.() !== 0) return;
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat || ((stat.mode & 0o022) === 0 && (stat.uid === 0 || stat.uid === Number(process.env.SUDO_UID)))) return;
  throw new SchedtunaError('ST_CONFIG_FILE', `${file} can be changed by others than root; as root it is not trusted`, {
    hint: `Make it yours alone: chown root ${file} && chmod go-w ${file}`,
  });
}
