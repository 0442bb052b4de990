// `schedtuna cleanup`.
import { boolean } from '@oclif/core/flags';
import type { FlagInput } from '@oclif/core/interfaces';
import { SchedtunaError } from '@schedtuna/sdk';
import { cleanUpLines } from './clean-up-lines.js';
import { SchedtunaCommand } from './schedtuna-command.js';

export default class Cleanup extends SchedtunaCommand {
  static override summary = 'Undo what an experiment left behind that was killed together with its guard.';
  static override description =
    'Ends its benchmark and its scheduler and puts back what was scheduling before. Experiments at work are not touched.';
  static override examples = ['<%= config.bin %> cleanup', 'sudo <%= config.bin %> cleanup --sysrq'];
  static override flags: FlagInput = {
    sysrq: boolean({
      description: 'Last resort: have the kernel throw out whatever sched_ext scheduler is loaded, whoever loaded it.',
    }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(Cleanup);
    const { CLEAN_UP } = await import('../container.js');
    const report = await (await this.container()).resolve(CLEAN_UP)(Boolean(flags.sysrq));
    this.log(cleanUpLines(report).join('\n'));
    if (report.problems.length > 0) {
      throw new SchedtunaError('ST_HOST', report.problems.join('; '), {
        hint: 'Undo it by hand, then run cleanup again.',
      });
    }
    return report;
  }
}
