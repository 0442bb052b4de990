import { describe, expect, it } from 'vitest';
import { startChild } from '../../../src/host/guard/child.js';

const options = { marker: {}, outputLimit: 1000, stdin: 'ignore' } as const;
const shell = (script: string) => startChild({ file: '/bin/sh', args: ['-c', script] }, options);

function stall(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end; );
}

describe('startChild', () => {
  it('keeps what a process printed before its end, also when this one gets no CPU', async () => {
    const first = shell('echo first');
    const second = shell('sleep 0.3; echo second; echo words >&2');
    // The end of the second is noticed with that of the first, before anybody could read what it printed; then time passes.
    first.process.stdout?.once('data', () => stall(800));
    second.process.once('exit', () => stall(400));
    stall(150);
    expect(await first.ended).toMatchObject({ stdout: 'first\n' });
    expect(await second.ended).toMatchObject({ stdout: 'second\n', stderr: 'words\n', exitCode: 0 });
  });

  it('does not wait for a descendant that holds the pipe open', async () => {
    const child = shell('echo done; sleep 90 & echo $!');
    const { stdout } = await child.ended;
    const [done, pid] = stdout.trim().split('\n');
    expect([done, child.hasEnded()]).toEqual(['done', true]);
    process.kill(Number(pid), 'SIGKILL');
  });
});
