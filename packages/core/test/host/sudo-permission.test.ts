import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needsPassword, sudoPermission } from '../../src/host/sudo-permission.js';
import { gibberish, machine, programs } from './doctor/machines.js';

const RUSTY = '/usr/bin/scx_rusty';

/** As sudo prints them, without a terminal in lines of 80 characters. */
const rules = (...lines: string[]) =>
  [
    'Matching Defaults entries for alice on desk:',
    '    env_reset, mail_badpass,',
    '    secure_path=/usr/local/sbin\\:/usr/bin, use_pty',
    '',
    'User alice may run the following commands on desk:',
    ...lines.map((line) => `    ${line}`),
    '',
  ].join('\n');

/** At 80 characters, as sudo does. */
function broken(rule: string): string {
  let width = 4;
  return rule
    .split(' ')
    .map((word, i) => {
      width += word.length + 1;
      if (i === 0 || width <= 80) return i === 0 ? word : ` ${word}`;
      width = 8 + word.length;
      return `\n        ${word}`;
    })
    .join('');
}

describe('needsPassword', () => {
  it.each([
    ['(root) NOPASSWD: /usr/bin/scx_rusty'],
    ['(ALL : ALL) SETENV: NOPASSWD: ALL'],
    ['(ALL : ALL) NOPASSWD: SETENV: ALL'],
    ['(#0) NOPASSWD: /usr/bin/scx_*'],
    ['(root) NOPASSWD: /usr/bin/'],
    ['(root) NOPASSWD: /usr/bin/scx_rusty *'],
    ['(root) NOPASSWD: /usr/bin/scx_flash, /usr/bin/scx_rusty'],
    ['(root) PASSWD: /usr/bin/scx_flash, NOPASSWD: /usr/bin/scx_rusty'],
    ['(root) NOPASSWD: /usr/bin/scx_flash, /usr/bin/scx_lavd,\n        /usr/bin/scx_p2dq, /usr/bin/scx_rusty'],
    ['(root) PASSWD: /usr/bin/scx_flash, NOPASSWD:\n        /usr/bin/scx_rusty'],
    ['(root) NOPASSWD: sha256:abc\\, def, /usr/bin/scx_rusty'],
    ['(ALL : ALL) ALL', '(root) NOPASSWD: /usr/bin/scx_rusty'],
  ])('is not needed with %j', (...lines) => {
    expect(needsPassword(rules(...lines), RUSTY)).toBe(false);
  });

  it.each([
    ['(ALL : ALL) ALL'],
    ['(root) /usr/bin/scx_rusty'],
    ['(root) NOPASSWD: /usr/bin/scx_flash'],
    ['(root) NOPASSWD: /usr/bin/scx_rusty --slice-us 3000'],
    ['(root) NOPASSWD: /usr/bin/scx_rusty2'],
    ['(root) NOPASSWD: /usr/bin/scx.rusty'],
    ['(root) NOPASSWD: /usr/*'],
    ['(root) NOPASSWD: /usr/bin/scx_flash, PASSWD: /usr/bin/scx_rusty'],
    ['(root) NOPASSWD: ALL', '(root) PASSWD: /usr/bin/scx_rusty'],
    ['(www-data) NOPASSWD: ALL'],
    ['(ALL, !root) NOPASSWD: ALL'],
    ['(www-data : root) NOPASSWD: ALL'],
  ])('is needed with %j', (...lines) => {
    expect(needsPassword(rules(...lines), RUSTY)).toBe(true);
  });

  it('follows tags through lists of commands, however the lines are broken', () => {
    const entry = fc.record({
      tag: fc.constantFrom('', 'NOPASSWD: ', 'PASSWD: ', 'SETENV: ', 'SETENV: NOPASSWD: '),
      command: fc.constantFrom(
        '/usr/bin/scx_rusty',
        '/usr/bin/scx_flash',
        '/usr/sbin/a_program_of_a_longer_name',
        'ALL',
      ),
    });
    fc.assert(
      fc.property(fc.array(fc.array(entry, { minLength: 1 }), { minLength: 1 }), (lists) => {
        let isFree = false;
        for (const list of lists) {
          let isUntyped = false;
          for (const { tag, command } of list) {
            if (tag.includes('PASSWD')) isUntyped = tag.includes('NOPASSWD');
            if (command === RUSTY || command === 'ALL') isFree = isUntyped;
          }
        }
        const lines = lists.map((list) => `(root) ${list.map(({ tag, command }) => tag + command).join(', ')}`);
        expect(needsPassword(rules(...lines.map(broken)), RUSTY)).toBe(!isFree);
      }),
    );
  });

  it('understands no text so badly that it fails', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(needsPassword(rules(`(root) ${text}`), RUSTY)).toBeTypeOf('boolean');
      }),
    );
  });

  it('is needed where nothing can be understood', () => {
    for (const text of ['', '\u0000 gibberish', '    (root', '    (root) '])
      expect(needsPassword(text, RUSTY)).toBe(true);
  });
});

describe('sudoPermission', () => {
  const ask = (permitted: Parameters<typeof programs>[0][string], listed: string) =>
    sudoPermission(machine({}, programs({ [`sudo -n -l ${RUSTY}`]: permitted, 'sudo -n -l': listed })), RUSTY);

  it('is free, or takes a password', async () => {
    expect(await ask(`${RUSTY}\n`, rules(`(root) NOPASSWD: ${RUSTY}`))).toBe('free');
    expect(await ask(`${RUSTY}\n`, rules('(ALL : ALL) ALL'))).toBe('password');
  });

  it('is refused by the policy, whatever the list seems to say', async () => {
    expect(await ask({ exitCode: 1 }, rules('(root) NOPASSWD: ALL'))).toBe('refused');
    const asks = { exitCode: 1, stderr: 'sudo: a password is required\n' };
    expect(await ask(asks, '')).toBe('refused');
    expect(await sudoPermission(gibberish, RUSTY)).toBe('refused');
  });

  it('is absent without sudo', async () => {
    expect(await sudoPermission(machine({}), RUSTY)).toBe('absent');
  });
});
