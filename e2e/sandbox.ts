// The built command in an environment of its own: nothing of the user's directories is read or written.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa, type Result } from 'execa';

export const BIN = fileURLToPath(new URL('../bin/run.js', import.meta.url));
const FIXTURES = fileURLToPath(new URL('../packages/core/test/fixtures', import.meta.url));

export interface Sandbox {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  run(
    args: readonly string[],
    options?: { readonly timeout?: number; readonly env?: Record<string, string>; readonly cwd?: string },
  ): Promise<Result>;
  start(args: readonly string[]): ReturnType<typeof spawn>;
  /** Links a plugin that lies outside the repository: the synthetic scheduler and benchmark, and agents of the fixtures. */
  linkSynthetic(agents?: readonly string[]): Promise<void>;
  remove(): void;
}

export function createSandbox(): Sandbox {
  const folder = mkdtempSync(join(tmpdir(), 'schedtuna-e2e-'));
  const env = {
    SCHEDTUNA_DATA_DIR: join(folder, 'data'),
    SCHEDTUNA_CACHE_DIR: join(folder, 'cache'),
    SCHEDTUNA_CONFIG_DIR: join(folder, 'config'),
    NO_COLOR: '1',
    SCHEDTUNA_MAX_FOREIGN_CPUS: '4096', // tests run side by side
  };
  const run: Sandbox['run'] = (args, { timeout = 60_000, env: more = {}, cwd = folder } = {}) =>
    execa(process.execPath, [BIN, ...args], {
      cwd,
      env: { ...env, ...more },
      reject: false,
      timeout,
      stdin: 'ignore',
    });
  return {
    folder,
    env,
    run,
    start: (args) =>
      spawn(process.execPath, [BIN, ...args], {
        cwd: folder,
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    async linkSynthetic(agents = []) {
      const plugin = join(folder, 'schedtuna-plugin-synthetic');
      mkdirSync(plugin);
      cpSync(FIXTURES, plugin, { recursive: true });
      const contributes = {
        schedulers: { synthetic: './synthetic-scheduler.mjs' },
        benchmarks: { synthetic: './synthetic-benchmark.mjs' },
        ...(agents.length > 0
          ? { agents: Object.fromEntries(agents.map((name) => [name, `./agents/${name}.mjs`])) }
          : {}),
      };
      const manifest = {
        name: 'schedtuna-plugin-synthetic',
        version: '1.0.0',
        type: 'module',
        oclif: {},
        schedtuna: { apiVersion: 1, contributes },
      };
      writeFileSync(join(plugin, 'package.json'), JSON.stringify(manifest));
      const linked = await run(['plugins', 'link', plugin, '--no-install']);
      if (linked.exitCode !== 0) throw new Error(`plugins link failed: ${linked.stderr}`);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Pids of processes whose environment has `text`. */
export function processesWith(text: string): number[] {
  return processIds().filter((pid) => {
    try {
      return (
        readFileSync(`/proc/${pid}/environ`, 'utf8').includes(text) &&
        !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
      );
    } catch {
      return false;
    }
  });
}

function processIds(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}
