// Machines to try a plugin on: some that give nothing, and this one.
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { availableParallelism, release } from 'node:os';
import { delimiter, join } from 'node:path';
import type { CommandOutput } from '../command.js';
import type { Host } from '../host.js';

const refusing: Host = {
  platform: 'linux',
  arch: 'x64',
  kernelRelease: '6.12.0',
  cpus: 1,
  readFile: async () => undefined,
  which: async () => undefined,
  run: async ({ file }) => {
    throw new Error(`spawn ${file} EPERM`);
  },
};

/** On each of them a probe must answer, whatever it answers. */
export const UNHELPFUL_HOSTS: Readonly<Record<string, Host>> = {
  'a Linux machine that refuses everything': refusing,
  'a Linux machine where every program fails': { ...refusing, run: async () => output('', '', 1) },
  'a Linux machine where every file and every program is gibberish': {
    ...refusing,
    kernelRelease: 'unknown',
    readFile: async () => '\u0000\uFFFD gibberish',
    which: async (name) => `/usr/bin/${name}`,
    run: async () => output('{"gibberish', '\u0000', 0),
  },
  'a very old Linux': { ...refusing, kernelRelease: '3.10.0-1160.el7.x86_64' },
};

/** No scheduler can be tuned there. */
export const OTHER_PLATFORMS: Readonly<Record<string, Host>> = {
  macOS: { ...refusing, platform: 'darwin', arch: 'arm64', kernelRelease: '25.1.0' },
  Windows: { ...refusing, platform: 'win32', kernelRelease: '10.0.26100' },
};

/** The machine that the tests run on. */
export function thisMachine(): Host {
  return {
    platform: process.platform,
    arch: process.arch,
    kernelRelease: release(),
    cpus: availableParallelism(),
    readFile: (path) => readFile(path, 'utf8').catch(() => undefined),
    which: findInPath,
    run: ({ file, args, env, cwd }, { timeoutMs = 10_000, input = '' } = {}) =>
      new Promise((resolve, reject) => {
        const started = performance.now();
        const options = { cwd, env: { ...process.env, ...env }, timeout: timeoutMs };
        const child = execFile(file, [...args], options, (error, stdout, stderr) => {
          if (error && typeof error.code !== 'number' && !error.signal) return reject(error);
          if (error?.killed) return reject(new Error(`${file} did not end within ${timeoutMs} ms`));
          const wallMs = performance.now() - started;
          resolve({ ...output(stdout, stderr, child.exitCode), signal: child.signalCode, wallMs });
        });
        child.stdin?.on('error', () => {}); // it may end without reading
        child.stdin?.end(input);
      }),
  };
}

/** What a command left behind. */
export function output(stdout: string, stderr = '', exitCode: number | null = 0): CommandOutput {
  return { stdout, stderr, stdoutDropped: 0, exitCode, signal: null, wallMs: 1000 };
}

async function findInPath(name: string): Promise<string | undefined> {
  for (const directory of (process.env.PATH ?? '').split(delimiter).filter(Boolean)) {
    const path = join(directory, name);
    if (
      await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return undefined;
}
