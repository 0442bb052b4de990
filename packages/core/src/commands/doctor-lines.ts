// What `schedtuna doctor` prints: a line for each finding, its fix below, then what each scheduler could do.
import type { DoctorReport, Finding, SchedulerFinding } from '../host/doctor/report.js';
import type { Paint } from '../report/paint.js';
import { wrapped } from '../report/wrapped.js';

const STYLE = { ok: 'green', info: 'dim', warning: 'yellow', problem: 'red' } as const;
/** Width of the status and the gap after it. */
const INDENT = 9;
const NARROWEST = 40;

/** `columns`: of the terminal; without it lines are as long as their sentences, for grep and for files. */
export function doctorLines({ findings, schedulers }: DoctorReport, paint: Paint, columns?: number): string[] {
  const width = columns ? Math.max(NARROWEST, columns) : Number.POSITIVE_INFINITY;
  return [
    ...findings.flatMap((finding) => findingLines(finding, paint, width)),
    '',
    ...schedulers.flatMap((scheduler) => schedulerLines(scheduler, width)),
  ];
}

function findingLines({ name, status, message, fix }: Finding, paint: Paint, width: number): string[] {
  const [first, ...rest] = [`${name}: ${message}`, ...(fix ? [fix] : [])].flatMap((text) =>
    wrapped(text, width - INDENT),
  );
  return [
    `${paint(STYLE[status], status.padEnd(INDENT - 2))}  ${first}`,
    ...rest.map((line) => ' '.repeat(INDENT) + line),
  ];
}

function schedulerLines({ name, usable, reason, unavailable, facts }: SchedulerFinding, width: number): string[] {
  const program = facts?.version ? ` (${facts.version})` : '';
  const [first, ...rest] = wrapped(
    `${name}: ${usable ? `can be tuned here${program}` : `cannot be tuned here: ${reason}`}`,
    width - 2,
  );
  const without = Object.entries(unavailable).flatMap(([parameter, why]) => {
    const [head, ...tail] = wrapped(`without ${parameter}: ${why}`, width - 4);
    return [head, ...tail.map((line) => `  ${line}`)];
  });
  return [first, ...[...rest, ...without].map((line) => `  ${line}`)];
}
