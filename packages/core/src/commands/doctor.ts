// `schedtuna doctor`.
import { paintFor } from '../report/paint.js';
import { SchedtunaCommand } from './schedtuna-command.js';

const STYLE = { ok: 'green', info: 'dim', warning: 'yellow', problem: 'red' } as const;

export default class Doctor extends SchedtunaCommand {
  static override summary = 'Say what can be tuned on this machine, and what stands in the way.';

  async run(): Promise<unknown> {
    await this.parse(Doctor);
    const { DOCTOR } = await import('../container.js');
    const report = await (await this.container()).resolve(DOCTOR)();
    const paint = paintFor(process.stdout);
    for (const { name, status, message, fix } of report.findings) {
      this.log(`${paint(STYLE[status], status.padEnd(7))}  ${name}: ${message}`);
      if (fix) this.log(`${' '.repeat(9)}${fix}`);
    }
    this.log();
    for (const { name, usable, reason, unavailable } of report.schedulers) {
      this.log(`${name}: ${usable ? 'can be tuned here' : `cannot be tuned here: ${reason}`}`);
      for (const [parameter, why] of Object.entries(unavailable)) this.log(`  without ${parameter}: ${why}`);
    }
    return report;
  }
}
