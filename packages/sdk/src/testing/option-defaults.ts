// Options as a person gets them who gives none.
import type { OptionsSchema } from '../options.js';
import { claim, claimNone } from './claim.js';
import { schemaProblems } from './schema-problems.js';

/** Defaults of the schema; an option that is required and has none must come from `given`. */
export function optionDefaults(schema: OptionsSchema | undefined, given: object = {}): Record<string, unknown> {
  const defaults = Object.entries(schema?.properties ?? {})
    .filter(([, property]) => property.default !== undefined)
    .map(([name, property]) => [name, structuredClone(property.default)]);
  return { ...Object.fromEntries(defaults), ...given };
}

/** The schema describes an object, and every default is allowed by its own property. */
export function checkOptionsSchema(schema: OptionsSchema | undefined): void {
  if (schema === undefined) return;
  claim(schema.type === 'object', `options.type must be "object", not ${JSON.stringify(schema.type)}`);
  claim(typeof schema.properties === 'object', 'options.properties must list the options');
  for (const [name, property] of Object.entries(schema.properties)) {
    if (property.default === undefined) continue;
    claimNone(schemaProblems(property, property.default, name), `the default of option ${name} is not allowed:`);
  }
  for (const name of schema.required ?? []) {
    claim(name in schema.properties, `options.required names ${name}, which is not among options.properties`);
  }
}
