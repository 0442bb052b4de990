// A table from a results directory: what its search measured, and a fit for every configuration that it did not.
import { createSearchSpace, SchedtunaError } from '@schedtuna/sdk';
import { readJournal } from '../../experiment/journal.js';
import type { MeasuredTable } from '../table.js';
import { type FitReport, reportOf } from './fit-report.js';
import { journalRows } from './journal-rows.js';
import { survey } from './landmarks.js';
import { fitSurface, isFailing, surfaceCost } from './surface.js';

export interface FittedTable {
  readonly table: MeasuredTable;
  readonly fit: FitReport;
}

/** Completed configurations, the default among them: with fewer, leaving one out says nothing. */
const LEAST = 10;

/** Throws ST_EXPERIMENT_MISSING, ST_JOURNAL_DAMAGED, or ST_USAGE when too little was measured. */
export function fitTable(directory: string): FittedTable {
  const { experiment, records } = readJournal(directory);
  const { parameters, constraints } = experiment.scheduler;
  const space = createSearchSpace(parameters, constraints);
  const rows = journalRows(records, space);
  const completed = rows.filter(({ score }) => score !== undefined).length;
  if (completed < LEAST) {
    const why = `it has ${completed} completed configurations, at least ${LEAST} are needed`;
    throw tooLittle(directory, why, experiment.name);
  }
  const surface = fitSurface(rows, space);
  const measured = rows.filter((row) => !isFailing(row)).map(({ configuration }) => configuration);
  const surveyed = survey(space, (configuration) => surfaceCost(surface, space, configuration), measured);
  const { best, median } = surveyed.landmarks;
  if (!(median > best)) {
    throw tooLittle(directory, 'its scores fit no difference between configurations', experiment.name);
  }
  const noise = records.find((record) => record.type === 'baseline')?.noise.sd ?? 0;
  return {
    table: {
      name: experiment.name,
      direction: 'minimize',
      parameters,
      constraints,
      ...surveyed.landmarks,
      source: surface,
    },
    fit: reportOf({ name: experiment.name, directory, rows, surface, surveyed, noise, size: space.size }),
  };
}

function tooLittle(directory: string, why: string, name: string): SchedtunaError {
  return new SchedtunaError('ST_USAGE', `no table can be fitted from ${directory}: ${why}`, {
    hint: `Name an experiment with more episodes, or go on with this one: schedtuna resume ${name}`,
  });
}
