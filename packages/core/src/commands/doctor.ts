// `schedtuna doctor`.
import { paintFor } from '../report/paint.js';
import { doctorLines } from './doctor-lines.js';
import { SchedtunaCommand } from './schedtuna-command.js';

export default class Doctor extends SchedtunaCommand {
  static override summary = 'Say what can be tuned on this machine, and what stands in the way.';

  async run(): Promise<unknown> {
    await this.parse(Doctor);
    const { DOCTOR } = await import('../container.js');
    const report = await (await this.container()).resolve(DOCTOR)();
    for (const line of doctorLines(report, paintFor(process.stdout), process.stdout.columns)) this.log(line);
    return report;
  }
}
