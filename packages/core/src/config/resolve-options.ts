// One set of options from flags, environment, file and defaults, in this order of precedence.
import { randomInt } from 'node:crypto';
import { SchedtunaError } from '@schedtuna/sdk';
import { readConfigFile } from './config-file.js';
import { scalar } from './key-value.js';
import { environmentName, flagOf, OPTION_TABLE, type OptionEntry } from './option-table.js';
import type { Options } from './options.js';
import { valueProblems } from './value-problems.js';

export interface OptionSources {
  /** By option key; undefined values are as if absent. */
  readonly flags: Readonly<Partial<Record<keyof Options, unknown>>>;
  readonly environment: NodeJS.ProcessEnv;
  /** --config. */
  readonly file?: string;
  /** Where a configuration file is looked for. */
  readonly directory: string;
}

/** Throws ST_CONFIG_… for files, ST_USAGE for flags and environment. */
export async function resolveOptions({ flags, environment, file, directory }: OptionSources): Promise<Options> {
  const fromFile = await readConfigFile(file, directory);
  const resolved: Record<string, unknown> = { seed: randomInt(2 ** 31) };
  for (const entry of OPTION_TABLE) {
    const { key } = entry;
    const variable = environment[environmentName(entry)];
    const value = flags[key] ?? (variable ? fromEnvironment(entry, variable) : undefined) ?? fromFile[key] ?? entry.default;
    if (flags[key] !== undefined) check(entry, flags[key], `--${flagOf(entry)}`);
    if (value !== undefined) resolved[key] = value;
  }
  return resolved as unknown as Options;
}

function fromEnvironment(entry: OptionEntry, text: string): unknown {
  const value = entry.schema.type === 'array' ? [text] : entry.schema.type === 'string' ? text : scalar(text);
  check(entry, value, environmentName(entry));
  return value;
}

function check({ schema }: OptionEntry, value: unknown, name: string): void {
  const [problem] = valueProblems(schema, value);
  if (!problem) return;
  throw new SchedtunaError('ST_USAGE', `${name} ${problem.message}`, { hint: 'schedtuna optimize --help lists all options.' });
}
