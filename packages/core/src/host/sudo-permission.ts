// Whether sudo would start a program for this user without asking anything. Nothing is started, nobody is asked.
import type { Host } from '@schedtuna/sdk';
import { askProgram } from './ask-program.js';

/** `password`: allowed, but sudo would ask for a password, which a tuner cannot answer. `absent`: no sudo here. */
export type SudoPermission = 'free' | 'password' | 'refused' | 'absent';

/** `binary`: absolute path. */
export async function sudoPermission(host: Host, binary: string): Promise<SudoPermission> {
  if ((await host.which('sudo')) === undefined) return 'absent';
  // The first is the policy's decision; it does not tell whether a password is needed, which the second does.
  const [allowed, rules] = await Promise.all([
    askProgram(host, 'sudo', ['-n', '-l', binary]),
    askProgram(host, 'sudo', ['-n', '-l']),
  ]);
  if (allowed?.exitCode !== 0 || !allowed.stdout.startsWith(binary)) return 'refused';
  return needsPassword(rules?.stdout ?? '', binary) ? 'password' : 'free';
}

/**
 * The line of sudoers(5) that lets user `uid` (`#1000`) start `programs` without a password. A scheduler that root runs is
 * ended by root: the line always has kill.
 */
export async function sudoersRule(host: Host, uid: string | undefined, programs: readonly string[]): Promise<string> {
  const kill = (await host.which('kill')) ?? '/usr/bin/kill';
  return `#${uid ?? 'UID'} ALL=(root) NOPASSWD: ${[...programs, kill].join(', ')}`;
}

/**
 * Rules as `sudo -l` prints them, broken into lines of 80 characters: `    (root) NOPASSWD: /usr/bin/scx_rusty, PASSWD: /bin/x`.
 * The last one that fits counts.
 */
export function needsPassword(rules: string, binary: string): boolean {
  let isNeeded = true;
  for (const [, users, rule] of rules.replace(/\n {8}/g, ' ').matchAll(/^ +\(([^)]*)\) *(.*)$/gm)) {
    if (!isForRoot(users)) continue;
    let isFree = false; // a tag holds for the rest of its rule
    for (const entry of rule.split(/(?<!\\), */)) {
      const [, tags, command] = /^((?:[A-Z_]+: *)*)(.*)$/.exec(entry) ?? [];
      for (const [tag] of tags.matchAll(/\b(?:NO)?PASSWD(?=:)/g)) isFree = tag === 'NOPASSWD';
      if (fits(command, binary)) isNeeded = !isFree;
    }
  }
  return isNeeded;
}

/** `root`, `ALL : ALL`, `ALL, !root`: users, then groups. */
function isForRoot(users: string): boolean {
  const names = users
    .split(':', 1)[0]
    .split(',')
    .map((name) => name.trim());
  return names.some((name) => ['ALL', 'root', '#0'].includes(name)) && !names.includes('!root');
}

/** A rule that names arguments does not allow every configuration. */
function fits(command: string, binary: string): boolean {
  if (command === 'ALL') return true;
  const name = command.endsWith('/') ? `${command}*` : command.replace(/ \*$/, ''); // a folder stands for what is in it
  const pattern = name.split('*').map(escaped).join('[^/]*');
  return new RegExp(`^${pattern}$`).test(binary);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
