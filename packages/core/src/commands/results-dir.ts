// The flag of commands that read experiments.
import { Flags } from '@oclif/core';

export const resultsDirFlag = {
  'results-dir': Flags.string({
    description: 'Where experiments are kept',
    default: 'results',
    env: 'SCHEDTUNA_RESULTS_DIR',
    helpValue: 'DIRECTORY',
  }),
};
