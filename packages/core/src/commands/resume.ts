// `schedtuna resume EXPERIMENT`.
import { experimentArgument, resultsDirFlag } from './experiment-reference.js';
import { forceFlag } from './force-flag.js';
import { SchedtunaCommand } from './schedtuna-command.js';
import { watched } from './watched.js';

export default class Resume extends SchedtunaCommand {
  static override summary = 'Go on with an experiment that was stopped.';
  static override description = 'Finished runs are kept; decisions are those of a run that was never stopped.';
  static override args = experimentArgument;
  static override flags = { ...forceFlag, ...resultsDirFlag };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Resume);
    const { RESUME } = await import('../container.js');
    const resume = (await this.container()).resolve(RESUME);
    const reference = { experiment: args.experiment, resultsDir: flags['results-dir'], force: flags.force };
    return watched({ isJson: this.jsonEnabled(), isVerbose: flags.verbose }, (watch) => resume(reference, watch));
  }
}
