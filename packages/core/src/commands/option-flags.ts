// The option table as oclif flags, and back.
import { Flags } from '@oclif/core';
import { keyValues } from '../config/key-value.js';
import { flagOf, OPTION_TABLE, type OptionEntry } from '../config/option-table.js';
import type { Options } from '../config/options.js';
import { resolveOptions } from '../config/resolve-options.js';

type AnyFlag = ReturnType<typeof Flags.string> | ReturnType<typeof Flags.boolean>;

/** Defaults are not set here: the configuration file comes between flags and defaults. */
export const optionFlags: Record<string, AnyFlag> = {
  ...Object.fromEntries(OPTION_TABLE.map((entry) => [flagOf(entry), flagFor(entry)])),
  'no-guard': Flags.boolean({ description: "Drop the benchmark's own guards" }),
  config: Flags.string({ description: 'YAML or JSON file with options', helpValue: 'FILE' }),
} as Record<string, AnyFlag>;

/** Throws ST_USAGE or ST_CONFIG_…. */
export function optionsFrom(flags: Readonly<Record<string, unknown>>): Promise<Options> {
  const values = Object.fromEntries(OPTION_TABLE.map((entry) => [entry.key, valueOf(entry, flags[flagOf(entry)])]));
  if (flags['no-guard']) values.guards = [];
  return resolveOptions({
    flags: values,
    environment: process.env,
    file: flags.config as string | undefined,
    directory: process.cwd(),
  });
}

function flagFor(entry: OptionEntry): unknown {
  const { schema, char, aliases, description } = entry;
  const standard = entry.default === undefined || typeof entry.default === 'object' ? '' : ` [default: ${entry.default}]`;
  const common = { description: `${description}${standard}`, ...(char ? { char } : {}), ...(aliases ? { aliases: [...aliases] } : {}) };
  if (schema.type === 'boolean') return Flags.boolean({ ...common, allowNo: true } as object);
  const isList = schema.type === 'array' || schema.type === 'object';
  return Flags.string({ ...common, multiple: isList, multipleNonGreedy: isList, helpValue: helpValue(schema) } as object);
}

function helpValue({ type }: OptionEntry['schema']): string {
  if (type === 'integer' || type === 'number') return 'NUMBER';
  return type === 'object' ? 'KEY=VALUE' : 'TEXT';
}

/** Words that are no numbers stay words, so that the schema names them in its error. */
function valueOf(entry: OptionEntry, given: unknown): unknown {
  if (given === undefined) return undefined;
  switch (entry.schema.type) {
    case 'integer':
    case 'number':
      return given === '' || Number.isNaN(Number(given)) ? given : Number(given);
    case 'object':
      return keyValues(flagOf(entry), given as string[]);
    default:
      return given;
  }
}
