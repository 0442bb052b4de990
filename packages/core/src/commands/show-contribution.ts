// `… show NAME`: parameters and options of one contribution.
import { type BackendState, flagWord, type OptionsSchema, type Parameter, spellingsOf } from '@schedtuna/sdk';
import type { Contribution, Definitions, Kind } from '../plugins/registry.js';

/** Lines for people; --json prints the definition itself. */
export function describeContribution<K extends Kind>(
  kind: K,
  definition: Definitions[K],
  source: Contribution,
): string[] {
  const head = [`${definition.name}  (${source.package}@${source.version})`, definition.description];
  if (definition.homepage) head.push(definition.homepage);
  if ('parameters' in definition) return [...head, '', 'Parameters:', ...table(parameterRows(definition.parameters))];
  const options = optionRows(definition.options);
  const metrics = 'metrics' in definition ? metricRows(definition) : [];
  return [
    ...head,
    ...(metrics.length > 0 ? ['', 'Metrics:', ...table(metrics)] : []),
    '',
    ...(options.length > 0
      ? [`Options (--${kind === 'agents' ? 'agent' : 'benchmark'}-options KEY=VALUE):`, ...table(options)]
      : ['No options.']),
  ];
}

/** What an agent can compute with, of which one runs unless --backend names another. */
export function backendLines(states: readonly BackendState[] = []): string[] {
  if (states.length === 0) return [];
  return ['', 'Backends (--backend NAME):', ...table(states.map(({ name, state, reason }) => [name, state, reason]))];
}

function parameterRows(parameters: Readonly<Record<string, Parameter>>): string[][] {
  return Object.entries(parameters).map(([name, parameter]) => {
    const [flag] = spellingsOf(parameter).map(flagWord);
    return [name, rangeOf(parameter), `default ${parameter.default}`, flag ?? '', parameter.description];
  });
}

export function rangeOf(parameter: Parameter): string {
  switch (parameter.type) {
    case 'boolean':
      return 'true | false';
    case 'categorical':
      return parameter.choices.join(' | ');
    default: {
      const special = (parameter.special ?? []).map(({ value, meaning }) => `, ${value} = ${meaning}`).join('');
      const unit = parameter.unit ? ` ${parameter.unit}` : '';
      return `${parameter.minValue}–${parameter.maxValue}${unit}${parameter.scale === 'log' ? ' (log)' : ''}${special}`;
    }
  }
}

function optionRows(schema: OptionsSchema | undefined): string[][] {
  return Object.entries(schema?.properties ?? {}).map(([name, property]) => {
    const allowed = Array.isArray(property.enum) ? property.enum.join(' | ') : [property.type ?? ''].flat().join(' | ');
    const fallback = property.default === undefined ? '' : `default ${JSON.stringify(property.default)}`;
    return [name, String(allowed), fallback, String(property.description ?? '')];
  });
}

/** With the options' defaults; benchmarks whose metrics depend on required options have none to show. */
function metricRows(definition: Definitions['benchmarks']): string[][] {
  const defaults = Object.entries(definition.options?.properties ?? {}).map(([name, property]) => [
    name,
    property.default,
  ]);
  try {
    const metrics = definition.metrics(Object.fromEntries(defaults));
    return Object.entries(metrics).map(([name, metric]) => [
      name,
      metric.unit,
      metric.direction,
      metric.description ?? '',
    ]);
  } catch {
    return [];
  }
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column].length))) ?? [];
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column])).join('  ')}`.trimEnd());
}
