// A scheduler from a JSON file: what a plugin would export, without code.
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { type SchedExtScheduler, SchedtunaError, schedulerSchema } from '@schedtuna/sdk';
import { readTrustedFile } from '../config/read-trusted-file.js';
import { unknownKey } from '../config/value-problems.js';
import { schedulerProblem } from './load-definition.js';
import type { Contribution } from './registry.js';

const HASH_DIGITS = 12;
/** What `schedulers discover` left out, for people to read; it is not part of the definition. */
const SKIPPED = 'skipped';
const KEYS = Object.keys(schedulerSchema.properties);

/**
 * Only kind `sched_ext`, which is plain data. Other keys than a definition's and `skipped` are errors. `source` names the
 * file and, as its version, the beginning of its SHA-256. Throws ST_CONFIG_FILE, ST_CONFIG_KEY or ST_CONFIG_VALUE.
 */
export async function readSchedulerFile(
  path: string,
): Promise<{ readonly definition: SchedExtScheduler; readonly source: Contribution }> {
  const file = resolve(path);
  const text = await readTrustedFile(file, { isNamed: true, option: '--scheduler-file', kind: 'JSON' });
  const { [SKIPPED]: _, ...fields } = parse(text, file);
  const stranger = Object.keys(fields).find((key) => !KEYS.includes(key));
  if (stranger !== undefined) throw failure('ST_CONFIG_KEY', file, `${stranger} ${unknownKey(stranger, KEYS)}`);
  const problem = kindProblem(fields) ?? schedulerProblem(fields) ?? binaryProblem(fields);
  if (problem !== undefined) throw failure('ST_CONFIG_VALUE', file, problem);
  const definition = fields as unknown as SchedExtScheduler;
  const version = createHash('sha256').update(text).digest('hex').slice(0, HASH_DIGITS);
  return { definition, source: { kind: 'schedulers', name: definition.name, package: file, version, module: file } };
}

type Fields = Readonly<Record<string, unknown>>;

function parse(text: string, file: string): Fields {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw failure('ST_CONFIG_FILE', file, `it is not valid JSON: ${(cause as Error).message}`, cause);
  }
  if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content as Fields;
  throw failure('ST_CONFIG_FILE', file, 'it must hold one object, the definition of a scheduler');
}

function kindProblem({ kind }: Fields): string | undefined {
  if (kind === 'sched_ext') return undefined;
  return kind === undefined ? 'kind is missing' : `kind must be sched_ext, not ${JSON.stringify(kind)}`;
}

function binaryProblem({ binary }: Fields): string | undefined {
  const name = String(binary);
  if (!name.includes('/') || name.startsWith('/')) return undefined;
  return `binary must be the name of a program or its absolute path, not ${JSON.stringify(binary)}`;
}

function failure(
  code: 'ST_CONFIG_FILE' | 'ST_CONFIG_KEY' | 'ST_CONFIG_VALUE',
  file: string,
  what: string,
  cause?: unknown,
) {
  return new SchedtunaError(code, `${file}: ${what}`, {
    hint: 'schedtuna schedulers discover BINARY writes such a file.',
    cause,
  });
}
