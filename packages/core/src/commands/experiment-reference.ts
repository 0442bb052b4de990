// The argument and the flag of commands that work on an experiment that exists.
import { string as argument } from '@oclif/core/args';
import { string as flag } from '@oclif/core/flags';

export const experimentArgument = {
  experiment: argument({ required: true, description: 'Name of the experiment, or the path of its directory.' }),
};

export const resultsDirFlag = {
  'results-dir': flag({
    description: 'Where experiments are kept.',
    default: './results',
    env: 'SCHEDTUNA_RESULTS_DIR',
    helpValue: 'DIRECTORY',
  }),
};
