import { describe, expect, it } from 'vitest';
import { attachedProgram } from '../../../src/host/sched-ext/attached-program.js';
import { machine, programs } from '../doctor/machines.js';

describe('attachedProgram', () => {
  it.each([
    ['qmap', 'scx_qmap', 'scx_qmap'],
    ['p2dq_1.0.2_g85f140fd_dirty_x86_64_unknown_linux_gnu', 'scx_p2dq', 'scx_p2dq'],
    ['my_own_0.1.0_x86_64', 'scx_my_own', 'scx_my_own'],
    ['flashysparkling_1.0.11', 'scx_flashysparkling', 'scx_flashyspark'],
  ])('looks for the program of %s', async (ops, name, comm) => {
    const host = machine({}, programs({ [`pgrep -o -x ${comm}`]: '7\n' }));
    expect(await attachedProgram(host, ops)).toEqual({ name, pid: '7' });
  });

  it('does not pass on what is no name, and believes numbers only', async () => {
    const host = machine({}, programs({ 'pgrep -o -x scx_qmap': 'gibberish' }));
    expect(await attachedProgram(host, 'qmap')).toBeUndefined();
    expect(await attachedProgram(host, '-rf .*')).toBeUndefined();
    const none = machine({}, programs({ 'pgrep -o -x scx_qmap': { stdout: '', exitCode: 1 } }));
    expect(await attachedProgram(none, 'qmap')).toBeUndefined();
  });
});
