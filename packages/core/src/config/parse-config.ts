// The text of a configuration file as option values; every problem with its line.
import { type ErrorCode, SchedtunaError } from '@schedtuna/sdk';
import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { OPTION_TABLE, snakeCase } from './option-table.js';
import { optionsSchema } from './options-schema.js';
import { unknownKey, valueProblems } from './value-problems.js';

/** Values by option key. */
export type FileValues = Readonly<Record<string, unknown>>;

const EXAMPLE = 'Write one option a line, for example `episodes: 50`.';

/** YAML or JSON with the keys of Options, in camelCase or snake_case. Throws ST_CONFIG_FILE, ST_CONFIG_KEY or ST_CONFIG_VALUE. */
export function parseConfig(text: string, file: string): FileValues {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const broken = document.errors.map((error) => {
    const { line, col } = lines.linePos(error.pos[0]);
    return `${file}, line ${line}, column ${col}: ${error.message}`;
  });
  if (broken.length > 0) throw failure('ST_CONFIG_FILE', broken, EXAMPLE);
  const { values, writtenAs, problems } = renamed(contentOf(document, file));
  problems.push(
    ...valueProblems(optionsSchema, values).map(({ path: [key, ...inner], message }) => ({
      path: [writtenAs.get(key) ?? key, ...inner],
      message,
      isKey: false,
    })),
  );
  if (problems.length === 0) return values;
  const where = (path: readonly string[]) => `${file}, line ${lines.linePos(offsetOf(document, path)).line}`;
  throw failure(
    problems.some(({ isKey }) => isKey) ? 'ST_CONFIG_KEY' : 'ST_CONFIG_VALUE',
    problems.map(({ path, message }) => `${where(path)}: ${path.join('.')} ${message}`),
    'Keys are the long flags of schedtuna optimize --help, in camelCase or snake_case.',
  );
}

function contentOf(document: Document, file: string): Record<string, unknown> {
  const content = plain(document, file) ?? {};
  if (typeof content === 'object' && !Array.isArray(content)) return content as Record<string, unknown>;
  throw failure(
    'ST_CONFIG_FILE',
    [`${file} must hold a map of options, not ${JSON.stringify(content).slice(0, 60)}`],
    EXAMPLE,
  );
}

/** Expanding aliases of aliases is refused by the library. */
function plain(document: Document, file: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    throw failure('ST_CONFIG_FILE', [`${file}: ${(cause as Error).message}`], EXAMPLE);
  }
}

interface FileProblem {
  readonly path: readonly string[];
  readonly message: string;
  readonly isKey: boolean;
}

/** Both spellings become the key of Options. */
function renamed(content: Record<string, unknown>) {
  const values: Record<string, unknown> = {};
  const writtenAs = new Map<string, string>();
  const problems: FileProblem[] = [];
  for (const [written, value] of Object.entries(content)) {
    const key = OPTION_TABLE.find((entry) => entry.key === written || snakeCase(entry.key) === written)?.key;
    if (key === undefined) {
      const known = OPTION_TABLE.map((entry) => (written.includes('_') ? snakeCase(entry.key) : entry.key));
      problems.push({ path: [written], message: unknownKey(written, known), isKey: true });
    } else if (writtenAs.has(key)) {
      problems.push({ path: [written], message: `is given twice, also as ${writtenAs.get(key)}`, isKey: true });
    } else {
      values[key] = value;
      writtenAs.set(key, written);
    }
  }
  return { values, writtenAs, problems };
}

/** Where the last key of a path that is written in the file begins. */
function offsetOf({ contents }: Document, path: readonly string[]): number {
  let offset = 0;
  let node: unknown = contents;
  for (const key of path) {
    const pair = isMap(node)
      ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
      : undefined;
    if (!pair || !isScalar(pair.key) || !pair.key.range) break;
    offset = pair.key.range[0];
    node = pair.value;
  }
  return offset;
}

function failure(code: ErrorCode, lines: readonly string[], hint: string): SchedtunaError {
  return new SchedtunaError(code, lines.join('\n'), { hint });
}
