import { describe, expect, it } from 'vitest';
import { doctorLines } from '../../src/commands/doctor-lines.js';
import type { DoctorReport } from '../../src/host/doctor/report.js';
import { type Paint, plain } from '../../src/report/paint.js';

const report: DoctorReport = {
  findings: [
    { name: 'kernel', status: 'ok', message: 'Linux 6.12.48 on x64' },
    {
      name: 'governor',
      status: 'warning',
      message: 'governor powersave, turbo on: the clock follows the load, which adds noise',
      fix: 'For steadier numbers: sudo cpupower frequency-set -g performance',
    },
  ],
  schedulers: [
    { name: 'eevdf', usable: true, unavailable: {} },
    {
      name: 'scx_rusty',
      usable: true,
      unavailable: { kthreads_local: 'scx_rusty 1.0 does not know --kthreads-local' },
      facts: { binary: '/usr/bin/scx_rusty', version: 'scx_rusty: 1.0' },
    },
    { name: 'scx_toy', usable: false, reason: 'its program scx_toy is not in PATH', unavailable: {} },
  ],
};

describe('doctorLines', () => {
  it('keeps every sentence on one line where nobody looks at columns', () => {
    expect(doctorLines(report, plain)).toEqual([
      'ok       kernel: Linux 6.12.48 on x64',
      'warning  governor: governor powersave, turbo on: the clock follows the load, which adds noise',
      '         For steadier numbers: sudo cpupower frequency-set -g performance',
      '',
      'eevdf: can be tuned here',
      'scx_rusty: can be tuned here (scx_rusty: 1.0)',
      '  without kthreads_local: scx_rusty 1.0 does not know --kthreads-local',
      'scx_toy: cannot be tuned here: its program scx_toy is not in PATH',
    ]);
  });

  it('breaks lines at the width of a terminal, below their beginning', () => {
    expect(doctorLines(report, plain, 48)).toEqual([
      'ok       kernel: Linux 6.12.48 on x64',
      'warning  governor: governor powersave, turbo on:',
      '         the clock follows the load, which adds',
      '         noise',
      '         For steadier numbers: sudo cpupower',
      '         frequency-set -g performance',
      '',
      'eevdf: can be tuned here',
      'scx_rusty: can be tuned here (scx_rusty: 1.0)',
      '  without kthreads_local: scx_rusty 1.0 does',
      '    not know --kthreads-local',
      'scx_toy: cannot be tuned here: its program',
      '  scx_toy is not in PATH',
    ]);
  });

  it.each([1, 40, 57, 80, 200])('fits into %i columns, or into 40', (columns) => {
    for (const line of doctorLines(report, plain, columns))
      expect(line.length).toBeLessThanOrEqual(Math.max(40, columns));
  });

  it('paints the status alone', () => {
    const tagged: Paint = (style, text) => `<${style}>${text}</>`;
    const lines = doctorLines(report, tagged);
    expect(lines[0]).toBe('<green>ok     </>  kernel: Linux 6.12.48 on x64');
    expect(lines.filter((line) => line.includes('<'))).toHaveLength(2);
  });
});
