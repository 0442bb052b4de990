// What of this scheduler can be tuned on this machine, found out by trying it in a short process.
import type { CommandOutput, Host, Probe } from '@schedtuna/sdk';
import type { CheckReport } from './check.js';
import { SYSTEM_CALL_NUMBERS } from './system-call-numbers.js';

export async function probe(host: Host, launcher: string): Promise<Probe> {
  if (host.platform !== 'linux' || !(host.arch in SYSTEM_CALL_NUMBERS)) {
    const supported = Object.keys(SYSTEM_CALL_NUMBERS).join(' or ');
    return unusable(`it needs Linux on ${supported}, this is ${host.platform} on ${host.arch}`);
  }
  const attached = await attachedScheduler(host);
  if (attached !== undefined) {
    return unusable(`the sched_ext scheduler ${attached} is attached and schedules every process; stop it first`);
  }
  const report = await checkReport(host, launcher);
  if (typeof report === 'string') return unusable(report);
  if (report.everything !== undefined) return unusable(report.everything);
  return {
    usable: true,
    unavailable: unavailable(report, host.kernelRelease),
    facts: {
      kernel: host.kernelRelease,
      ...(report.defaultSliceUs ? { default_slice_us: String(report.defaultSliceUs) } : {}),
      ...(report.inherited?.nice ? { inherited_nice: String(report.inherited.nice) } : {}),
    },
  };
}

function unusable(reason: string): Probe {
  return { usable: false, reason };
}

/** Undefined also while a sched_ext scheduler runs only the processes that asked for it (SCX_OPS_SWITCH_PARTIAL). */
async function attachedScheduler(host: Host): Promise<string | undefined> {
  if ((await host.readFile('/sys/kernel/sched_ext/state'))?.trim() !== 'enabled') return undefined;
  if ((await host.readFile('/sys/kernel/sched_ext/switch_all'))?.trim() === '0') return undefined;
  return (await host.readFile('/sys/kernel/sched_ext/root/ops'))?.trim() || 'that runs now';
}

async function checkReport(host: Host, launcher: string): Promise<CheckReport | string> {
  let output: CommandOutput;
  try {
    output = await host.run({ file: process.execPath, args: [launcher, '--check'] });
  } catch (error) {
    return `its launcher cannot be run: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (output.exitCode !== 0) {
    const lines = output.stderr.split('\n').filter((line) => line.trim() !== '');
    const said = lines.find((line) => line.includes('Error')) ?? lines.at(-1) ?? 'it printed nothing';
    return `its launcher ended with ${output.signal ?? `status ${output.exitCode}`}: ${said.trim()}`;
  }
  return parsed(output.stdout) ?? `its launcher printed "${output.stdout.trim().slice(0, 80)}" instead of a report`;
}

function parsed(stdout: string): CheckReport | undefined {
  try {
    const report: unknown = JSON.parse(stdout);
    return typeof report === 'object' && report !== null ? report : undefined;
  } catch {
    return undefined;
  }
}

function unavailable({ slice, batch, idle, nice }: CheckReport, kernel: string): Record<string, string> {
  const policy = [batch && `batch: ${batch}`, idle && `idle: ${idle}`]
    .filter((reason) => reason !== undefined)
    .join('; ');
  const reasons = { slice_us: slice && `${slice}; this is Linux ${kernel}`, policy, nice };
  return Object.fromEntries(
    Object.entries(reasons).flatMap(([name, reason]) =>
      reason ? [name, `background_${name}`].map((parameter) => [parameter, reason]) : [],
    ),
  );
}
