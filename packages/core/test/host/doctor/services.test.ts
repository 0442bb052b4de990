import { describe, expect, it } from 'vitest';
import { checkServices } from '../../../src/host/doctor/check-services.js';
import { gibberish, machine, programs } from './machines.js';

const UNITS = 'systemctl is-active scx.service scx_loader.service';
const LOADER = 'busctl --system --no-pager status org.scx.Loader';
const NOBODY = { exitCode: 1, stderr: 'Failed to get credentials: Transport endpoint is not connected\n' };

const check = (answers: Parameters<typeof programs>[0]) => checkServices(machine({}, programs(answers)));
const states = (scx: string, loader: string) => ({ stdout: `${scx}\n${loader}\n`, exitCode: 3 });

describe('checkServices', () => {
  it.each(['inactive', 'failed', 'unknown'])('is content when both are %s', async (state) => {
    expect(await check({ [UNITS]: states(state, 'inactive'), [LOADER]: NOBODY })).toEqual([
      { name: 'services', status: 'ok', message: 'no service that loads BPF schedulers is active' },
    ]);
  });

  it.each(['active', 'activating', 'deactivating', 'reloading'])(
    'wants a service that is %s stopped',
    async (state) => {
      expect(await check({ [UNITS]: states(state, 'inactive'), [LOADER]: NOBODY })).toMatchObject([
        {
          status: 'warning',
          message: expect.stringMatching(/^scx\.service is active: it loads BPF schedulers/),
          fix: 'Before tuning: sudo systemctl stop scx.service',
        },
      ]);
    },
  );

  it('stops both with one command', async () => {
    const [{ message, fix }] = await check({ [UNITS]: 'active\nactive\n' });
    expect(message).toMatch(/^scx\.service and scx_loader\.service are active: they load/);
    expect(fix).toBe('Before tuning: sudo systemctl stop scx.service scx_loader.service');
  });

  it('stops the unit, not the process, when scx_loader is a service', async () => {
    const found = await check({ [UNITS]: states('inactive', 'active'), [LOADER]: 'PID=812\nComm=scx_loader\n' });
    expect(found).toMatchObject([{ fix: 'Before tuning: sudo systemctl stop scx_loader.service' }]);
  });

  it('sees a loader that no unit started, also without systemd', async () => {
    const expected = [{ status: 'warning', fix: 'Before tuning: scxctl stop; sudo kill -INT 812' }];
    expect(await check({ [UNITS]: states('inactive', 'inactive'), [LOADER]: 'PID=812\n' })).toMatchObject(expected);
    expect(await check({ [LOADER]: 'PID=812\nComm=scx_loader\n' })).toMatchObject(expected);
    expect(await check({ [LOADER]: 'UniqueName=:1.42\n' })).toMatchObject([
      { status: 'warning', fix: 'Before tuning: scxctl stop; sudo pkill -INT -x scx_loader' },
    ]);
  });

  it('has nothing to say where systemd does not run, hangs, is absent or talks gibberish', async () => {
    const off = { exitCode: 1, stderr: 'System has not been booted with systemd as init system (PID 1).\n' };
    expect(await check({ [UNITS]: off, [LOADER]: { exitCode: 1, stderr: 'Failed to connect to bus\n' } })).toEqual([]);
    expect(await check({})).toEqual([]);
    expect(await check({ [UNITS]: 'active\n' })).toEqual([]);
    expect(await checkServices(gibberish)).toEqual([]);
    const run = () => Promise.reject(new Error('/usr/bin/systemctl did not end within 1500 ms'));
    expect(await checkServices(machine({}, { which: async (name) => `/usr/bin/${name}`, run }))).toEqual([]);
  });
});
