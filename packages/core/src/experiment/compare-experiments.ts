// The service behind `schedtuna compare`: journals of experiments side by side.
import { SchedtunaError } from '@schedtuna/sdk';
import { type Comparison, comparisonOf } from '../report/comparison.js';
import { findDirectory } from './directory.js';
import { readJournal } from './journal.js';

export interface ExperimentReferences {
  /** Names in the results directory, or paths; two or more. */
  readonly experiments: readonly string[];
  readonly resultsDir: string;
}

/** Throws ST_USAGE for fewer than two, ST_EXPERIMENT_MISSING or ST_JOURNAL_DAMAGED; reads only. */
export async function compareExperiments({ experiments, resultsDir }: ExperimentReferences): Promise<Comparison> {
  if (experiments.length < 2) {
    throw new SchedtunaError('ST_USAGE', `${experiments.length} experiment is given; two or more can be compared`, {
      hint: 'For example: schedtuna compare FIRST SECOND',
    });
  }
  const directories = experiments.map((experiment) => findDirectory(resultsDir, experiment));
  return comparisonOf(directories.map((directory) => ({ directory, records: readJournal(directory).records })));
}
