// Who else schedules on this machine: services that load BPF schedulers, and a scheduler that somebody started by hand.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { Command, Host } from '@schedtuna/sdk';
import { processId } from '../guard/signal-scheduler.js';
import type { RestoreStep } from '../guard/steps.js';
import { activeUnits } from './active-units.js';
import { attachedProgram } from './attached-program.js';

import { LOADER_UNIT, loaderCalls, loaderOnBus } from './scx-loader.js';
import { isOpsOf, readSnapshot } from './snapshot.js';

export interface Occupant {
  /** For a sentence: `scx.service is active`. */
  readonly description: string;
  /** What a person types to free the machine. */
  readonly freeCommand: string;
  readonly stop: readonly RestoreStep[];
  readonly restore: readonly RestoreStep[];
  /** Absent when it can be stopped and put back. */
  readonly obstacle?: string;
}

/** `sudo`: absolute path, when services can be stopped through it only. */
export async function findOccupants(host: Host, root: string, sudo?: string): Promise<readonly Occupant[]> {
  const units = (await activeUnits(host)) ?? [];
  const services = await Promise.all(units.map((unit) => serviceOccupant(host, unit, sudo)));
  if (services.length > 0) return services; // what is attached is theirs
  const loader = await loaderOccupant(host, sudo);
  if (loader.length > 0) return loader;
  const { state, ops } = readSnapshot(root);
  if (state !== 'enabled' || ops === undefined) return [];
  return [await programOccupant(host, root, ops)];
}

async function serviceOccupant(host: Host, unit: string, sudo: string | undefined): Promise<Occupant> {
  const systemctl = (await host.which('systemctl')) ?? '/usr/bin/systemctl';
  const control = (...args: string[]): RestoreStep => ({
    kind: 'run',
    command: asRoot({ file: systemctl, args }, sudo),
  });
  // scx_loader starts with its configured scheduler: what it was told to run since is told again.
  const calls = unit === LOADER_UNIT ? await loaderCalls(host) : undefined;
  return {
    description: `${unit} is active and loads BPF schedulers`,
    freeCommand: `sudo systemctl stop ${unit}`,
    stop: [control('stop', unit)],
    restore: [
      control('start', unit),
      ...(calls ? [{ kind: 'run', command: asRoot(calls.restore, sudo) } as const] : []),
    ],
  };
}

/** Started by hand or by another service manager: it stays, and is asked to do without a scheduler meanwhile. */
async function loaderOccupant(host: Host, sudo: string | undefined): Promise<readonly Occupant[]> {
  const calls = (await loaderOnBus(host)) && (await loaderCalls(host));
  if (!calls) return [];
  return [
    {
      description: 'scx_loader runs a BPF scheduler',
      freeCommand: 'scxctl stop',
      stop: [{ kind: 'run', command: asRoot(calls.stop, sudo) }],
      restore: [{ kind: 'run', command: asRoot(calls.restore, sudo) }],
    },
  ];
}

async function programOccupant(host: Host, root: string, ops: string): Promise<Occupant> {
  const program = await attachedProgram(host, ops);
  const description = `the sched_ext scheduler ${ops} is attached`;
  if (!program || !isOpsOf(ops, program.name.replace(/^scx_/, '')) || !holdsScheduler(Number(program.pid))) {
    const obstacle = 'the process that holds it was not found';
    return { description, freeCommand: 'schedtuna cleanup --sysrq', stop: [], restore: [], obstacle };
  }
  const pid = Number(program.pid);
  const freeCommand = `sudo kill -INT ${pid}`;
  const own = { description: `${description} (${program.name}, process ${pid})`, freeCommand };
  const command = commandOf(pid);
  if (typeof command === 'string') return { ...own, stop: [], restore: [], obstacle: command };
  return {
    ...own,
    stop: [{ kind: 'interrupt', process: processId(pid), name: program.name }],
    restore: [{ kind: 'start', command, root }],
  };
}

/** Its open files name a BPF link of type struct_ops (kernel/bpf/syscall.c, bpf_link_show_fdinfo). */
function holdsScheduler(pid: number): boolean {
  try {
    const folder = `/proc/${pid}/fdinfo`;
    return readdirSync(folder).some((file) =>
      /^link_type:\s+struct_ops$/m.test(readFileSync(`${folder}/${file}`, 'utf8')),
    );
  } catch {
    return false;
  }
}

/** How a process was started, to start it again; a sentence when that cannot be known or repeated by this user. */
function commandOf(pid: number): Command | string {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const uid = /^Uid:\s+(\d+)/m.exec(status)?.[1];
    if (uid !== String(process.getuid?.())) return `it belongs to user ${uid}`;
    const [, ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replace(/\0$/, '').split('\0');
    const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean);
    const env = Object.fromEntries(variables.map((line) => [line.split('=', 1)[0], line.slice(line.indexOf('=') + 1)]));
    return { file: readlinkSync(`/proc/${pid}/exe`), args, env, cwd: readlinkSync(`/proc/${pid}/cwd`) };
  } catch (error) {
    return `how it was started cannot be read (${(error as Error).message})`;
  }
}

function asRoot(command: Command, sudo: string | undefined): Command {
  return sudo === undefined ? command : { file: sudo, args: ['-n', '--', command.file, ...command.args] };
}
