import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../dist/load/main.js', import.meta.url));
const WITHIN_MS = 1000;

describe('background load', () => {
  let started: ChildProcess | undefined;
  afterEach(() => started?.kill('SIGKILL'));

  it('is ready, works, and says how much when its input ends', async () => {
    const load = spawn(process.execPath, [MAIN, '2'], { stdio: ['pipe', 'pipe', 'inherit'] });
    started = load;
    const lines: string[] = [];
    const reader = createInterface({ input: load.stdout });
    reader.on('line', (line) => lines.push(line));
    await once(reader, 'line');
    expect(lines.map((line) => JSON.parse(line))).toEqual([{ ready: true, threads: 2 }]);
    await sleep(100);
    const asked = performance.now();
    load.stdin.end();
    const [[status]] = await Promise.all([once(load, 'exit'), once(reader, 'close')]);
    expect(performance.now() - asked).toBeLessThan(WITHIN_MS);
    expect(status).toBe(0);
    const { done, seconds, units } = JSON.parse(lines[1]);
    expect(done).toBe(true);
    expect(seconds).toBeGreaterThan(0.09);
    expect(units).toHaveLength(2);
    for (const count of units) expect(count).toBeGreaterThan(0);
  });

  it('ends when whoever started it is killed', async () => {
    const script = `
      const { spawn } = require('node:child_process');
      const load = spawn(process.execPath, [${JSON.stringify(MAIN)}, '2'], { stdio: ['pipe', 'pipe', 'inherit'] });
      load.stdout.once('data', () => console.log(load.pid));`;
    const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    started = parent;
    const [line] = await once(createInterface({ input: parent.stdout }), 'line');
    const pid = Number(line);
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    const gone = await goneWithin(pid, WITHIN_MS);
    if (!gone) process.kill(pid, 'SIGKILL'); // a failed test must not keep the machine busy
    expect(gone).toBe(true);
  });

  it('ends with its account on SIGTERM too', async () => {
    const load = spawn(process.execPath, [MAIN, '1'], { stdio: ['pipe', 'pipe', 'inherit'] });
    started = load;
    let text = '';
    load.stdout.on('data', (chunk) => {
      text += chunk;
      if (text.includes('ready')) load.kill('SIGTERM');
    });
    await once(load, 'close');
    expect(text).toMatch(/"done":true/);
  });

  it.each(['0', '1.5', 'many'])('refuses %s threads in one line', async (threads) => {
    const load = spawn(process.execPath, [MAIN, threads], { stdio: ['pipe', 'ignore', 'pipe'] });
    started = load;
    let said = '';
    load.stderr.on('data', (chunk) => {
      said += chunk;
    });
    const [status] = await once(load, 'close');
    expect(status).toBe(2);
    expect(said).toBe(`schedtuna load: the number of threads is "${threads}"; a whole number from 1 would be right\n`);
  });
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
  for (const end = performance.now() + milliseconds; performance.now() < end; await sleep(10)) {
    if (!isAlive(pid)) return true;
  }
  return !isAlive(pid);
}
