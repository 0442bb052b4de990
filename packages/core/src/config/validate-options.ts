// Options of a plugin against the schema that it declares.
import { type OptionsSchema, SchedtunaError } from '@schedtuna/sdk';
import { valueProblems } from './value-problems.js';

/** A copy with defaults filled in. Throws ST_CONFIG_VALUE naming `whose` options are wrong, all of them, and how. */
export function validateOptions(
  schema: OptionsSchema | undefined,
  options: Readonly<Record<string, unknown>>,
  whose: string,
): Readonly<Record<string, unknown>> {
  const value = structuredClone(options);
  const strict = { additionalProperties: false, ...(schema ?? { type: 'object', properties: {} }) };
  const problems = valueProblems(strict, value);
  if (problems.length === 0) return value;
  const lines = problems.map(({ path, message }) => `${path.join('.')} ${message}`);
  const [kind, name] = whose.split(' ');
  throw new SchedtunaError('ST_CONFIG_VALUE', `options of ${whose}: ${lines.join('; ')}`, {
    hint: `schedtuna ${kind}s show ${name} lists its options.`,
  });
}
