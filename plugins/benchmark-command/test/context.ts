// The context that the core would give, with errors as data.
import { access, constants } from 'node:fs/promises';
import type { Samples } from '@schedtuna/sdk';
import type { CommandOptions } from '../src/command-options.js';

/** What a plugin called `fail` with. */
export class Failed extends Error {
  readonly code: string;
  readonly hint: string | undefined;

  constructor(code: string, message: string, hint?: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

export function fail(code: string, message: string, hint?: string): never {
  throw new Failed(code, message, hint);
}

export interface Given extends Partial<CommandOptions> {
  readonly words?: readonly string[];
  readonly line?: string;
  readonly parseLlamaBench?: (stdout: string) => Samples | undefined;
}

export function context({ words, line, parseLlamaBench = () => undefined, ...options }: Given) {
  return {
    options: { metrics: {}, shell: false, env: {}, ...options },
    ...(words ? { benchmarkCmd: words } : {}),
    ...(line ? { benchmarkLine: line } : {}),
    cacheDir: '/nowhere',
    host: {
      platform: 'linux',
      arch: 'x64',
      kernelRelease: '6.12.0',
      cpus: 2,
      readFile: async () => undefined,
      which: async (name: string) => {
        const path = `/bin/${name}`;
        return access(path, constants.X_OK).then(
          () => path,
          () => undefined,
        );
      },
      run: () => Promise.reject(new Error('nothing runs here')),
    },
    fail,
    log: () => {},
    parseLlamaBench,
  };
}

export function output(stdout: string, stdoutDropped = 0) {
  return { stdout, stderr: '', stdoutDropped, exitCode: 0, signal: null, wallMs: 1000, background: [] };
}
