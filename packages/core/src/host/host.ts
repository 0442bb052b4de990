// The machine as plugins and checks see it.
import { readFile } from 'node:fs/promises';
import { arch, availableParallelism, platform, release } from 'node:os';
import type { CommandOutput, Host } from '@schedtuna/sdk';
import { which } from './which.js';

export function createHost(): Host {
  return {
    platform: platform(),
    arch: arch(),
    kernelRelease: release(),
    cpus: availableParallelism(),
    readFile: (path) => readFile(path, 'utf8').catch(() => undefined),
    which: (name) => which(name),
    async run(command, { timeoutMs = 10_000, input } = {}): Promise<CommandOutput> {
      const { execa } = await import('execa');
      const result = await execa(command.file, command.args, {
        cwd: command.cwd,
        env: command.env,
        input: input ?? '',
        timeout: timeoutMs,
        maxBuffer: 4_000_000,
        reject: false,
        stripFinalNewline: false,
      });
      if (result.exitCode === undefined && result.signal === undefined) throw new Error(result.shortMessage);
      if (result.timedOut) throw new Error(`${command.file} did not end within ${timeoutMs} ms`);
      return {
        stdout: result.stdout,
        stderr: result.stderr,
        stdoutDropped: 0,
        exitCode: result.exitCode ?? null,
        signal: result.signal ?? null,
        wallMs: result.durationMs,
      };
    },
  };
}
