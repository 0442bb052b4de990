// One set of options from flags, environment, file and defaults, in this order of precedence.
import { randomInt } from 'node:crypto';
import { SchedtunaError } from '@schedtuna/sdk';
import { type FileValues, readConfigFile } from './config-file.js';
import { oneObjective } from './one-objective.js';
import { environmentName, flagOf, OPTION_TABLE, type OptionEntry } from './option-table.js';
import { fromFlag, fromVariable } from './option-words.js';
import type { Options } from './options.js';
import { optionsSchema } from './options-schema.js';
import { createValidator, type Validator, valueProblems } from './value-problems.js';

export interface OptionSources {
  /** By option key, as a command line gives them; undefined values are as if absent. */
  readonly flags: Readonly<Partial<Record<keyof Options, unknown>>>;
  readonly environment: NodeJS.ProcessEnv;
  /** --config. */
  readonly file?: string;
  /** Where a configuration file is looked for. */
  readonly directory: string;
}

/** Throws ST_CONFIG_… for files, ST_USAGE for flags and environment, naming every value that is wrong. */
export async function resolveOptions({ flags, environment, file, directory }: OptionSources): Promise<Options> {
  const validate = createValidator(optionsSchema);
  const fromFlags = collect((entry) =>
    flags[entry.key] === undefined ? undefined : fromFlag(entry, flags[entry.key]),
  );
  check(validate(fromFlags), (entry) => `--${flagOf(entry)}`);
  const fromEnvironment = collect((entry) => {
    const text = environment[environmentName(entry)];
    return text ? fromVariable(entry, text) : undefined;
  });
  check(validate(fromEnvironment), environmentName);
  return merge([fromFlags, fromEnvironment, await readConfigFile(file, directory)]);
}

/** Options given by a program: defaults for what is missing. Throws ST_CONFIG_VALUE or ST_CONFIG_KEY. */
export function completeOptions(given: Readonly<Partial<Options>>): Options {
  const problems = valueProblems(optionsSchema, given);
  if (problems.length === 0) return merge([given]);
  const code = problems.some(({ isUnknownKey }) => isUnknownKey) ? 'ST_CONFIG_KEY' : 'ST_CONFIG_VALUE';
  throw new SchedtunaError(code, problems.map(({ path, message }) => `${path.join('.')} ${message}`).join('; '), {
    hint: 'The names are those of the configuration file.',
  });
}

function collect(read: (entry: OptionEntry) => unknown): FileValues {
  const pairs = OPTION_TABLE.map((entry) => [entry.key, read(entry)] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
}

function check(problems: ReturnType<Validator>, nameOf: (entry: OptionEntry) => string): void {
  if (problems.length === 0) return;
  const lines = problems.map(({ path: [key, ...inner], message }) => {
    const entry = OPTION_TABLE.find((candidate) => candidate.key === key);
    return `${[entry ? nameOf(entry) : key, ...inner].join('.')} ${message}`;
  });
  throw new SchedtunaError('ST_USAGE', lines.join('; '), { hint: 'See schedtuna optimize --help.' });
}

/** First given wins; options of plugins, which have a default, are taken together key by key. */
function merge(given: readonly FileValues[]): Options {
  const sources = oneObjective(given);
  const resolved: Record<string, unknown> = { seed: randomInt(2 ** 31) };
  for (const { key, schema, default: standard } of OPTION_TABLE) {
    const values = [...sources.map((source) => source[key]), standard].filter((value) => value !== undefined);
    if (values.length === 0) continue;
    const isTogether = schema.type === 'object' && standard !== undefined;
    resolved[key] = isTogether ? Object.assign({}, ...values.toReversed()) : values[0];
  }
  return resolved as unknown as Options;
}
