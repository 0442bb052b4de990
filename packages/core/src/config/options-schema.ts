// The one schema that flags, variables, files and API calls are held against.
import { OPTION_TABLE } from './option-table.js';

/** Of an object whose keys are option keys, none required; without defaults, which come last in precedence. */
export const optionsSchema = {
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(OPTION_TABLE.map(({ key, schema, description }) => [key, { ...schema, description }])),
} as const;
