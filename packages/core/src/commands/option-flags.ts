// The option table as oclif flags, and back.
import { boolean, string } from '@oclif/core/flags';
import type { FlagInput } from '@oclif/core/interfaces';
import { flagOf, OPTION_TABLE, type OptionEntry } from '../config/option-table.js';
import type { Options } from '../config/options.js';

/** Defaults stay out of oclif: environment and configuration file come between flags and defaults. */
export function optionFlags(): FlagInput {
  return {
    ...Object.fromEntries(OPTION_TABLE.map((entry) => [flagOf(entry), flagFor(entry)])),
    'no-guard': boolean({ description: 'Bound no other metric, whatever the benchmark says.', exclusive: ['guard'] }),
    config: string({ description: 'YAML or JSON file with options.', helpValue: 'FILE' }),
  };
}

/** Options of parsed flags, environment, configuration file and defaults. Throws ST_USAGE or ST_CONFIG_…. */
export async function optionsFrom(
  flags: Readonly<Record<string, unknown>>,
  environment: NodeJS.ProcessEnv,
  directory: string,
): Promise<Options> {
  const values: Partial<Record<keyof Options, unknown>> = Object.fromEntries(
    OPTION_TABLE.map((entry) => [entry.key, flags[flagOf(entry)]]),
  );
  if (flags['no-guard']) values.guards = [];
  const { resolveOptions } = await import('../config/resolve-options.js');
  return resolveOptions({ flags: values, environment, file: flags.config as string | undefined, directory });
}

function flagFor(entry: OptionEntry): FlagInput[string] {
  const { schema, char, aliases, exclusive } = entry;
  const common = {
    description: described(entry),
    ...(char ? { char } : {}),
    ...(aliases ? { aliases: [...aliases] } : {}),
    ...(exclusive ? { exclusive: [...exclusive] } : {}),
  };
  switch (schema.type) {
    case 'boolean':
      return boolean({ ...common, allowNo: true });
    case 'array':
    case 'object':
      return string({ ...common, multiple: true, multipleNonGreedy: true, helpValue: entry.helpValue });
    default:
      return string({ ...common, helpValue: entry.helpValue });
  }
}

function described({ description, default: standard }: OptionEntry): string {
  return standard === undefined || typeof standard === 'object' ? description : `${description} [default: ${standard}]`;
}
