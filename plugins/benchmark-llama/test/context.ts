// What the core would give to the plugin, with a host that a test can change.
import type { CommandOutput, Host, OptionsSchema } from '@schedtuna/sdk';
import { parseLlamaBench } from '../../../packages/core/src/trial/llama-bench-output.js';
import { type LlamaOptions, options } from '../src/options.js';
import type { Context } from '../src/plan.js';

export class Failed extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export function fail(code: string, message: string): never {
  throw new Failed(code, message);
}

export function defaults(schema: OptionsSchema = options): LlamaOptions {
  const given = Object.entries(schema.properties).filter(([, property]) => 'default' in property);
  return Object.fromEntries(given.map(([name, property]) => [name, property.default])) as unknown as LlamaOptions;
}

export const host: Host = {
  platform: process.platform,
  arch: process.arch,
  kernelRelease: '6.12.0',
  cpus: 4,
  readFile: async () => undefined,
  which: async () => undefined,
  run: async () => {
    throw new Error('nothing may be run in this test');
  },
};

export function context(
  cacheDir: string,
  more: Partial<Context> = {},
): Context & { readonly logged: readonly string[] } {
  const logged: string[] = [];
  return {
    options: defaults(),
    cacheDir,
    host,
    fail,
    parseLlamaBench,
    log: (message) => logged.push(message),
    logged,
    ...more,
  };
}

/** Of a process that printed `stdout` and ended well. */
export function ended(stdout: string): CommandOutput {
  return { stdout, stderr: '', stdoutDropped: 0, exitCode: 0, signal: null, wallMs: 2000 };
}
