// Runs that were recorded before, of other optimizers or of earlier agents.
import { SchedtunaError } from '@schedtuna/sdk';
import { createValidator } from '../config/value-problems.js';
import type { RunRecord } from './run-record.js';

const number = { type: 'number' } as const;
const runSchema = {
  type: 'object',
  required: ['optimizer', 'version', 'space', 'noise', 'seed', 'regret', 'top1', 'fails'],
  properties: {
    optimizer: { type: 'string', minLength: 1 },
    version: { type: 'string' },
    space: { type: 'string' },
    noise: { type: 'number', minimum: 0 },
    seed: { type: 'integer' },
    regret: { type: 'array', minItems: 1, items: number },
    top1: number,
    fails: number,
    dups: number,
    cpu_seconds: number,
  },
} as const;

/** One run a line, or a file that --json-file wrote. `path` is for messages. Throws ST_USAGE naming the line or run that is wrong. */
export function readPeers(text: string, path: string): readonly RunRecord[] {
  const validate = createValidator(runSchema);
  return unchecked(text, path).map(({ run, where }) => {
    const [problem] = validate(run);
    if (problem) throw wrong(path, `${where}: ${problem.path.join('.') || 'it'} ${problem.message}`);
    return run as RunRecord;
  });
}

function unchecked(text: string, path: string): readonly { readonly run: unknown; readonly where: string }[] {
  const whole = parsed(text) as { readonly runs?: unknown } | undefined;
  if (Array.isArray(whole?.runs)) return whole.runs.map((run, i) => ({ run, where: `runs.${i}` }));
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    const run = parsed(line);
    if (run === undefined) throw wrong(path, `line ${i + 1} is not JSON`);
    return [{ run, where: `line ${i + 1}` }];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wrong(path: string, what: string): SchedtunaError {
  return new SchedtunaError('ST_USAGE', `${path} has no recorded runs: ${what}`, {
    hint: '--peers takes one JSON object a line (optimizer, version, space, noise, seed, regret, top1, fails), or what --json-file wrote.',
  });
}
