// Options of a plugin against the schema that it declares.
import { type OptionsSchema, SchedtunaError } from '@schedtuna/sdk';
import { valueProblems } from './value-problems.js';

/** A copy with defaults filled in. Throws ST_CONFIG_VALUE naming `whose` options are wrong and how. */
export function validateOptions(
  schema: OptionsSchema | undefined,
  options: Readonly<Record<string, unknown>>,
  whose: string,
): Readonly<Record<string, unknown>> {
  const value = structuredClone(options) as Record<string, unknown>;
  const problems = valueProblems({ additionalProperties: false, ...(schema ?? { type: 'object', properties: {} }) }, value);
  if (problems.length === 0) return value;
  const lines = problems.map(({ path, isUnknownKey, message }) => (isUnknownKey ? message : `${path} ${message}`));
  throw new SchedtunaError('ST_CONFIG_VALUE', `options of ${whose}: ${lines.join('; ')}`, {
    hint: 'The `show` command of its kind lists its options.',
  });
}
