// --optimize-metric and --objective say the same thing in two ways: the source that comes first says it.
import { SchedtunaError } from '@schedtuna/sdk';
import type { FileValues } from './config-file.js';

/**
 * Sources of options, first ones winning: without the one of the two where an earlier source gives the other. Throws
 * ST_CONFIG_VALUE when one source gives both.
 */
export function oneObjective(sources: readonly FileValues[]): readonly FileValues[] {
  if (sources.some(({ objective, optimizeMetric }) => objective !== undefined && optimizeMetric !== undefined)) {
    throw new SchedtunaError('ST_CONFIG_VALUE', 'objective and optimizeMetric are given together', {
      hint: 'Give one of them: objective is for several metrics with weights, optimizeMetric for one.',
    });
  }
  const first = sources.find(
    ({ objective, optimizeMetric }) => objective !== undefined || optimizeMetric !== undefined,
  );
  const other = first?.objective === undefined ? 'objective' : 'optimizeMetric';
  return sources.map((source) => ({ ...source, [other]: undefined }));
}
