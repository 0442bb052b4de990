import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Guard, startGuard } from '../../dist/host/guard/client.js';

const node = (script: string) => ({ file: process.execPath, args: ['-e', script] });
const run = (script: string, more: object = {}) => ({
  command: node(script),
  background: [],
  timeoutMs: 10_000,
  outputLimit: 100_000,
  ...more,
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function goneWithin(pid: number, milliseconds: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await sleep(20)) if (!isAlive(pid)) return true;
  return !isAlive(pid);
}

describe('guard', () => {
  let guard: Guard;
  let folder: string;
  beforeEach(async () => {
    guard = await startGuard();
    folder = mkdtempSync(join(tmpdir(), 'schedtuna-guard-'));
  });
  afterEach(async () => {
    await guard.close();
    rmSync(folder, { recursive: true });
  });
  const pidFrom = (file: string) => Number(readFileSync(join(folder, file), 'utf8'));

  it('returns output, exit status and wall time', async () => {
    const { end, output } = await guard.run(run('console.log("out"); console.error("err"); process.exitCode = 3'));
    expect(end).toEqual({ kind: 'exited' });
    expect(output).toMatchObject({ stdout: 'out\n', stderr: 'err\n', exitCode: 3, signal: null });
    expect(output.wallMs).toBeGreaterThan(5);
  });

  it('says when a program cannot be started', async () => {
    const { end } = await guard.run({ ...run(''), command: { file: '/nowhere/program', args: [] } });
    expect(end).toMatchObject({ kind: 'not-started', message: expect.stringContaining('ENOENT') });
  });

  it('ends a run at its time limit with everything that it started, also what left the session', async () => {
    const detached = `
      const { spawn } = require('node:child_process');
      const { writeFileSync } = require('node:fs');
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
      writeFileSync(${JSON.stringify(join(folder, 'pid'))}, String(child.pid));
      process.on('SIGTERM', () => {});
      setInterval(() => {}, 1000);`;
    const { end, stragglers } = await guard.run(run(detached, { timeoutMs: 700 }));
    expect(end).toEqual({ kind: 'timeout' });
    expect(stragglers).toBeGreaterThanOrEqual(1);
    expect(isAlive(pidFrom('pid'))).toBe(false);
  });

  it('keeps beginning and end of a flood and stays small', async () => {
    const flood = `
      const block = Buffer.alloc(1 << 20, 'x');
      require('node:fs').writeSync(1, 'first');
      for (let i = 0; i < 64; i++) require('node:fs').writeSync(1, block);
      require('node:fs').writeSync(1, 'last');`;
    const { output } = await guard.run(run(flood));
    expect(output.stdout.startsWith('first')).toBe(true);
    expect(output.stdout.endsWith('last')).toBe(true);
    expect(output.stdout.length).toBeLessThan(300_000);
    expect(output.stdoutDropped).toBeGreaterThan(60_000_000);
  });

  it('starts the benchmark when the load is ready, and ends the load by closing its input', async () => {
    const load = `
      console.log('ready ' + Date.now());
      process.stdin.resume().on('end', () => { console.log('work 7'); process.exit(0); });`;
    const { end, output, background } = await guard.run(
      run('console.log(Date.now())', { background: [{ command: node(load), readyWithinMs: 5000 }] }),
    );
    expect(end).toEqual({ kind: 'exited' });
    expect(background[0].stdout).toMatch(/^ready \d+\nwork 7\n$/);
    expect(Number(output.stdout)).toBeGreaterThanOrEqual(Number(/\d+/.exec(background[0].stdout)?.[0]));
  });

  it('does not start the benchmark without its load', async () => {
    const { end, output } = await guard.run(
      run('console.log("ran")', { background: [{ command: node('process.exit(4)'), readyWithinMs: 2000 }] }),
    );
    expect(end.kind).toBe('background-failed');
    expect(output.stdout).toBe('');
  });

  it('stops on request', async () => {
    const result = guard.run(run('setInterval(() => {}, 1000)'));
    setTimeout(() => guard.stop(), 200);
    expect((await result).end).toEqual({ kind: 'stopped' });
  });

  const counting = 'let i = 0; setInterval(() => console.log(String(++i)), 20)';

  it('reports whole lines of a watched run while it goes on, and ends it when that is enough', async () => {
    const load = `console.log('ready'); process.stdin.resume().on('end', () => { console.log('work 7'); process.exit(0); });`;
    let seen = '';
    const { end, output, background } = await guard.run(
      run(counting, { isWatched: true, background: [{ command: node(load), readyWithinMs: 5000 }] }),
      (lines) => {
        seen += lines;
        if (seen.includes('3\n')) guard.enough();
      },
    );
    expect(end).toEqual({ kind: 'enough' });
    expect(seen).toMatch(/^1\n2\n3\n(\d+\n)*$/);
    expect(output).toMatchObject({ stdout: expect.stringMatching(new RegExp(`^${seen}`)), signal: 'SIGTERM' });
    expect(background[0].stdout).toBe('ready\nwork 7\n');
  });

  it('kills a benchmark that does not end when it was enough, and leaves nothing of it', async () => {
    const stubborn = `
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
      require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'pid'))}, String(child.pid));
      process.on('SIGTERM', () => {});
      ${counting}`;
    const { end, output, stragglers } = await guard.run(run(stubborn, { isWatched: true }), () => guard.enough());
    expect(end).toEqual({ kind: 'enough' });
    expect(output.signal).toBe('SIGKILL');
    expect(stragglers).toBeGreaterThanOrEqual(1);
    expect(isAlive(pidFrom('pid'))).toBe(false);
  });

  it('counts the CPU time of children that a benchmark leaves when it is ended early', async () => {
    const spent = '(({ user, system }) => user + system)(process.cpuUsage())';
    const burn = `while (${spent} < 400_000); console.log('burnt'); for (;;);`;
    const parent = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(burn)}], { stdio: 'inherit' }); setInterval(() => {}, 1000)`;
    const { end, cpu } = await guard.run(run(parent, { isWatched: true }), () => guard.enough());
    expect(end).toEqual({ kind: 'enough' });
    expect(cpu.ownSeconds).toBeGreaterThan(0.3);
  });

  it('says nothing of a run that is not watched', async () => {
    const reports: string[] = [];
    const script =
      'let i = 0; const timer = setInterval(() => { console.log(""); if (++i > 50) clearInterval(timer); }, 20)';
    const { end } = await guard.run(run(script), (lines) => reports.push(lines));
    expect({ end, reports }).toEqual({ end: { kind: 'exited' }, reports: [] });
  });

  it('forgets that it was enough of a run that is over', async () => {
    await guard.run(run('console.log("one")', { isWatched: true }));
    guard.enough();
    const { end } = await guard.run(run('setTimeout(() => console.log("two"), 200)', { isWatched: true }));
    expect(end).toEqual({ kind: 'exited' });
  });

  it('stops a watched run on request all the same', async () => {
    const result = guard.run(run(counting, { isWatched: true }), () => {
      guard.stop();
      guard.enough();
    });
    expect((await result).end).toEqual({ kind: 'stopped' });
  });

  it('measures the CPU time of the run itself', async () => {
    const { cpu } = await guard.run(run('while (process.cpuUsage().user < 400_000);'));
    expect(cpu.ownSeconds).toBeGreaterThan(0.3);
    expect(cpu.busySeconds).toBeGreaterThan(0.3);
  });

  it('says what this machine counts beside the run', async () => {
    const { machine } = await guard.run(run(''));
    const autogroup = '/proc/sys/kernel/sched_autogroup_enabled';
    const isOn = existsSync(autogroup) ? readFileSync(autogroup, 'utf8').trim() === '1' : undefined;
    expect(machine.autogroup).toBe(isOn);
    if (machine.pressure !== undefined) expect(machine.pressure).toBeLessThanOrEqual(1);
  });

  it('leaves nothing behind when the guard itself is killed', async () => {
    const script = `require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'pid'))}, String(process.pid)); setInterval(() => {}, 1000)`;
    const result = guard.run(run(script, { isWatched: true }));
    setTimeout(() => process.kill(guard.pid, 'SIGKILL'), 400);
    await expect(result).rejects.toMatchObject({ code: 'ST_HOST' });
    expect(await goneWithin(pidFrom('pid'), 1000)).toBe(true);
  });

  it('ends everything within two seconds when the tuner is killed', async () => {
    const client = fileURLToPath(new URL('../../dist/host/guard/client.js', import.meta.url));
    const inner = `require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'pid'))}, String(process.pid)); setInterval(() => console.log(''), 20)`;
    const script = `
      import { startGuard } from ${JSON.stringify(client)};
      const guard = await startGuard();
      console.log(guard.pid);
      await guard.run(${JSON.stringify(run(inner, { isWatched: true }))});`;
    const tuner = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [guardPid] = await once(tuner.stdout, 'data');
    await sleep(400);
    tuner.kill('SIGKILL');
    expect(await goneWithin(pidFrom('pid'), 2000)).toBe(true);
    expect(await goneWithin(Number(String(guardPid)), 2000)).toBe(true);
  });
});
