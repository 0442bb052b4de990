// A tree like /sys/kernel/sched_ext, and the part of the kernel that unloads a scheduler when its process dies.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRunning, processId } from '../../../src/host/guard/signal-scheduler.js';

export const FAKE_SCHEDULER = fileURLToPath(new URL('./fake-scheduler.pl', import.meta.url));
export const FAKE_BENCHMARK = fileURLToPath(new URL('./fake-benchmark.pl', import.meta.url));

export interface FakeKernel {
  readonly root: string;
  read(file: string): string | undefined;
  /** A scheduler of somebody else. */
  load(ops: string): void;
  unload(): void;
  /** Unloads what is loaded when the process ends, unless it is somebody else's by then. */
  follow(pid: number, ops: string): void;
  remove(): void;
}

export function createFakeKernel(): FakeKernel {
  const memory = '/dev/shm';
  const root = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'schedtuna-sched-ext-'));
  const timers = new Set<NodeJS.Timeout>();
  const read = (file: string) => {
    try {
      return readFileSync(join(root, file), 'utf8').trim();
    } catch {
      return undefined;
    }
  };
  const put = (file: string, text: string | number) => {
    writeFileSync(join(root, `${file}.new`), `${text}\n`);
    renameSync(join(root, `${file}.new`), join(root, file));
  };
  const unload = () => {
    put('state', 'disabling');
    rmSync(join(root, 'root'), { recursive: true, force: true });
    put('state', 'disabled');
  };
  put('state', 'disabled');
  put('enable_seq', 0);
  put('switch_all', 0);
  return {
    root,
    read,
    load(ops) {
      put('state', 'enabling');
      mkdirSync(join(root, 'root'), { recursive: true });
      put('root/ops', ops);
      put('state', 'enabled');
      put('switch_all', 1);
      put('enable_seq', Number(read('enable_seq')) + 1);
    },
    unload,
    follow(pid, ops) {
      const process = processId(pid);
      const timer = setInterval(() => {
        if (isRunning(process)) return;
        clearInterval(timer);
        const isFree = read('state') === 'disabled';
        if (!isFree && (read('root/ops') ?? ops) === ops) unload();
      }, 3);
      timers.add(timer);
    },
    remove() {
      for (const timer of timers) clearInterval(timer);
      rmSync(root, { recursive: true, force: true });
    },
  };
}

const SEEN = { name: 'rusty_1.1.4_x86_64', leave: 'EXIT: unregistered from user space' } as const;
export const OPS = SEEN.name;

/** Steps of a scheduler that does everything right. */
export const ATTACH = ['state:enabling', `ops:${OPS}`, 'state:enabled', 'all:1', 'seq:1'] as const;
export const UNLOAD = ['state:disabling', 'no-ops', 'state:disabled'] as const;
export const LEAVE = ['on-int', ...UNLOAD, `say:${SEEN.leave}`, 'exit:0'] as const;
