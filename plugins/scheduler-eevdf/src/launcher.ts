// A process of its own that sets its scheduling attributes, checks them and becomes the command: threads and children
// inherit them, and the tuner itself never changes. Exit status 2: usage, 125: refused by the kernel, 126/127: as a shell.
import { apply } from './apply.js';
import { ExecError, exec } from './exec.js';
import { type LauncherArguments, parseArguments, USAGE } from './launcher-arguments.js';
import { isSupported, readAttributes } from './sched-attr.js';

const REFUSED = 125;

function main(): void {
  let wanted: LauncherArguments;
  try {
    wanted = parseArguments(process.argv.slice(2));
  } catch (error) {
    return end(2, `${(error as Error).message}\n${USAGE}`);
  }
  if (!isSupported()) return end(REFUSED, `no sched_setattr(2) on ${process.platform}-${process.arch}`);
  try {
    apply(wanted);
    if (wanted.isCheck) {
      const { policy, nice, sliceNs } = readAttributes();
      process.stdout.write(`${JSON.stringify({ policy, nice, sliceUs: Number(sliceNs) / 1000 })}\n`);
    } else {
      exec(wanted.command[0], wanted.command.slice(1));
    }
  } catch (error) {
    end(error instanceof ExecError ? error.exitCode : REFUSED, (error as Error).message);
  }
}

function end(status: number, message: string): void {
  process.stderr.write(`schedtuna launcher: ${message}\n`);
  process.exitCode = status;
}

main();
