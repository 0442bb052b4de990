import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Host } from '@schedtuna/sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findOccupants } from '../../../src/host/sched-ext/occupants.js';
import { machine, programs } from '../doctor/machines.js';
import { createFakeKernel, type FakeKernel } from './fake-kernel.js';

const UNITS = 'systemctl is-active scx.service scx_loader.service';
const BUS = '--system get-property org.scx.Loader /org/scx/Loader org.scx.Loader';

type Answers = Parameters<typeof programs>[0];

const states = (scx: string, loader: string) => ({ stdout: `${scx}\n${loader}\n`, exitCode: 3 });
const properties = (scheduler: string, args: string, mode = 'u 0'): Answers => ({
  [UNITS]: states('inactive', 'active'),
  [`busctl ${BUS} CurrentScheduler`]: `${scheduler}\n`,
  [`busctl ${BUS} CurrentSchedulerArgs`]: `${args}\n`,
  [`busctl ${BUS} SchedulerMode`]: `${mode}\n`,
});

const systemctl = (...args: string[]) => ({ kind: 'run', command: { file: '/usr/bin/systemctl', args } });
const call = (...args: string[]) => ({
  kind: 'run',
  command: {
    file: '/usr/bin/busctl',
    args: ['--system', 'call', 'org.scx.Loader', '/org/scx/Loader', 'org.scx.Loader', ...args],
  },
});

describe('findOccupants', () => {
  let kernel: FakeKernel;
  beforeEach(() => {
    kernel = createFakeKernel();
  });
  afterEach(() => kernel.remove());
  const find = (answers: Answers, sudo?: string) => findOccupants(machine({}, programs(answers)), kernel.root, sudo);

  it('finds nobody on a machine that schedules by itself', async () => {
    expect(await find({})).toEqual([]);
    expect(await find({ [UNITS]: states('inactive', 'failed') })).toEqual([]);
  });

  it('stops scx.service and starts it again', async () => {
    kernel.load('rusty_1.1.4'); // its own: not another occupant
    expect(await find({ [UNITS]: states('active', 'inactive') })).toEqual([
      {
        description: 'scx.service is active and loads BPF schedulers',
        freeCommand: 'sudo systemctl stop scx.service',
        stop: [systemctl('stop', 'scx.service')],
        restore: [systemctl('start', 'scx.service')],
      },
    ]);
  });

  it('goes through sudo where it has to', async () => {
    const [{ stop, restore }] = await find(properties('s "scx_lavd"', 'as 0', 'u 1'), '/usr/bin/sudo');
    const steps = [...stop, ...restore].map((step) => (step.kind === 'run' ? step.command : undefined));
    expect(steps.map((command) => [command?.file, ...(command?.args.slice(0, 3) ?? [])])).toEqual([
      ['/usr/bin/sudo', '-n', '--', '/usr/bin/systemctl'],
      ['/usr/bin/sudo', '-n', '--', '/usr/bin/systemctl'],
      ['/usr/bin/sudo', '-n', '--', '/usr/bin/busctl'],
    ]);
  });

  it('tells scx_loader again in which mode it ran its scheduler', async () => {
    expect(await find(properties('s "scx_bpfland"', 'as 0', 'u 3'))).toEqual([
      {
        description: 'scx_loader.service is active and loads BPF schedulers',
        freeCommand: 'sudo systemctl stop scx_loader.service',
        stop: [systemctl('stop', 'scx_loader.service')],
        restore: [systemctl('start', 'scx_loader.service'), call('SwitchScheduler', 'su', 'scx_bpfland', '3')],
      },
    ]);
  });

  it('asks an scx_loader that no unit stands for to do without its scheduler meanwhile', async () => {
    const answers = {
      ...properties('s "scx_flash"', 'as 0', 'u 2'),
      [UNITS]: states('inactive', 'inactive'),
      'busctl --system --no-pager status org.scx.Loader': 'PID=321\n',
    };
    expect(await find(answers)).toEqual([
      {
        description: 'scx_loader runs a BPF scheduler',
        freeCommand: 'scxctl stop',
        stop: [call('StopScheduler')],
        restore: [call('SwitchScheduler', 'su', 'scx_flash', '2')],
      },
    ]);
    const idle = { ...answers, [`busctl ${BUS} CurrentScheduler`]: 's "unknown"\n' };
    expect(await find(idle)).toEqual([]);
  });

  it('tells it again with which arguments, whatever is in them', async () => {
    const args = 'as 4 "-s" "7 00" "say \\"no\\"" "back\\\\slash"';
    const [{ restore }] = await find(properties('s "scx_rusty"', args));
    const words = ['-s', '7 00', 'say "no"', 'back\\slash'];
    expect(restore[1]).toEqual(call('SwitchSchedulerWithArgs', 'sas', 'scx_rusty', '4', ...words));
  });

  it('falls back on the mode where arguments cannot be read', async () => {
    const [{ restore }] = await find(properties('s "scx_rusty"', 'as 2 "-s"', 'u 1'));
    expect(restore[1]).toEqual(call('SwitchScheduler', 'su', 'scx_rusty', '1'));
  });

  it.each([['s "unknown"'], ['s ""'], ['gibberish'], ['s "a b"']])(
    'lets scx_loader start as it is configured when its scheduler is %s',
    async (scheduler) => {
      const [{ restore }] = await find(properties(scheduler, 'as 0'));
      expect(restore).toEqual([systemctl('start', 'scx_loader.service')]);
    },
  );

  it('asks nothing of a bus that is not there', async () => {
    const [{ restore }] = await find({ [UNITS]: states('inactive', 'active') });
    expect(restore).toHaveLength(1);
    const silent = { exitCode: 1, stderr: 'Failed to connect to bus\n' };
    const [loader] = await find({ ...properties('', ''), [`busctl ${BUS} CurrentScheduler`]: silent });
    expect(loader.restore).toHaveLength(1);
  });

  it('finds both services', async () => {
    const found = await find({ ...properties('s "unknown"', 'as 0'), [UNITS]: states('active', 'activating') });
    expect(found.map(({ freeCommand }) => freeCommand)).toEqual([
      'sudo systemctl stop scx.service',
      'sudo systemctl stop scx_loader.service',
    ]);
  });

  describe('of a scheduler that somebody started', () => {
    const obstructed = (ops: string) => ({
      description: `the sched_ext scheduler ${ops} is attached`,
      freeCommand: 'schedtuna cleanup --sysrq',
      ...{ stop: [], restore: [], obstacle: 'the process that holds it was not found' },
    });

    it('cannot put back one whose process is not found', async () => {
      kernel.load('qmap');
      expect(await find({})).toEqual([obstructed('qmap')]);
      expect(await find({ 'pgrep -o -x scx_qmap': { exitCode: 1 } })).toEqual([obstructed('qmap')]);
      expect(await find({ 'pgrep -o -x scx_qmap': '4194305\n' })).toEqual([obstructed('qmap')]);
    });

    it('does not take a process of that name for the one that holds it', async () => {
      kernel.load('rusty_1.1.4_x86_64');
      const folder = mkdtempSync(join(tmpdir(), 'schedtuna-occupant-'));
      const namesake = spawn('sleep', ['60'], { argv0: 'scx_rusty', cwd: folder, stdio: 'ignore' });
      await once(namesake, 'spawn');
      expect(await find({ 'pgrep -o -x scx_rusty': `${namesake.pid}\n` })).toEqual([obstructed('rusty_1.1.4_x86_64')]);
      namesake.kill('SIGKILL');
      await once(namesake, 'exit');
      rmSync(folder, { recursive: true });
    });

    it('looks again when it is just leaving', async () => {
      kernel.load('qmap');
      kernel.unload();
      expect(await find({})).toEqual([]);
    });
  });

  it('never fails', async () => {
    const strange: Partial<Host> = {
      which: async (name) => `/usr/bin/${name}`,
      run: () => Promise.reject(new Error('EAGAIN')),
    };
    expect(await findOccupants(machine({}, strange), kernel.root)).toEqual([]);
    kernel.load('-rf .*');
    expect(await findOccupants(machine({}, strange), kernel.root)).toMatchObject([{ obstacle: expect.any(String) }]);
  });
});
