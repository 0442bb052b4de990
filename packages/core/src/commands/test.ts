// `schedtuna test EXPERIMENT`.
import { experimentArgument, resultsDirFlag } from './experiment-reference.js';
import { forceFlag } from './force-flag.js';
import { SchedtunaCommand } from './schedtuna-command.js';
import { testRuns, testRunsFlag } from './test-runs.js';
import { watched } from './watched.js';

export default class Test extends SchedtunaCommand {
  static override summary = "Measure an experiment's winner against the default again, on fresh runs.";
  static override args = experimentArgument;
  static override flags = { ...testRunsFlag, ...forceFlag, ...resultsDirFlag };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Test);
    const runs = testRuns(flags['test-runs']);
    const { TEST } = await import('../container.js');
    const test = (await this.container()).resolve(TEST);
    const reference = { experiment: args.experiment, resultsDir: flags['results-dir'], force: flags.force, runs };
    return watched({ isJson: this.jsonEnabled(), isVerbose: flags.verbose }, (watch) => test(reference, watch));
  }
}
