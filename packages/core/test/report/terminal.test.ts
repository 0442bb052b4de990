import { expect, test } from 'vitest';
import type { ExperimentEvent } from '../../src/experiment/events.js';
import { createTerminal } from '../../src/report/terminal.js';

const ESC = '\u001b';

function view({ isTTY = false, columns = 80, environment = {} as NodeJS.ProcessEnv, isVerbose = false } = {}) {
  const written: string[] = [];
  const stream = { isTTY, columns, write: (text: string) => written.push(text) };
  return { terminal: createTerminal(stream, { isVerbose, environment }), written };
}

const started: ExperimentEvent = {
  type: 'trial-start',
  phase: 'search',
  progress: { done: 4, total: 20, remainingSeconds: 200 },
};
const warning: ExperimentEvent = { type: 'notice', level: 'warning', message: 'watch out' };
const debug: ExperimentEvent = { type: 'notice', level: 'debug', message: 'details' };

test('a pipe gets plain lines and no progress', () => {
  const { terminal, written } = view();
  terminal.listen(started);
  terminal.listen(warning);
  terminal.end();
  expect(written.join('')).toBe('warning watch out\n');
});

test('an episode says how early its run was ended, before the reason', () => {
  const { terminal, written } = view();
  const trial = { outcome: { status: 'completed' }, stoppedEarly: { samples: 3, of: 10 }, reason: 'far from all' };
  const record = { episode: 4, score: -1 };
  const event = { type: 'episode', record, trial, episodes: 9, difference: { nice: 5 } } as unknown as ExperimentEvent;
  terminal.listen(event);
  terminal.listen({ ...event, trial: { ...trial, stoppedEarly: undefined } } as ExperimentEvent);
  expect(written.map((line) => line.replace(/.*nice=5/, ''))).toEqual([
    '  stopped after 3 of 10 samples; far from all\n',
    '  far from all\n',
  ]);
});

test('a terminal gets a progress line that every other line erases first', () => {
  const { terminal, written } = view({ isTTY: true });
  terminal.listen(started);
  expect(written.at(-1)).toBe(`\r${ESC}[2Krun 5 of 20 (search), about 3 min 20 s left`);
  terminal.say('a line');
  expect(written.slice(-2)).toEqual([`\r${ESC}[2K`, 'a line\n']);
  terminal.end();
  expect(written.at(-1)).toBe('a line\n');
});

test('the progress line is gone at the end', () => {
  const { terminal, written } = view({ isTTY: true });
  terminal.listen(started);
  terminal.end();
  expect(written.at(-1)).toBe(`\r${ESC}[2K`);
});

test('the progress line never fills the width, which would wrap it', () => {
  const { terminal, written } = view({ isTTY: true, columns: 24 });
  terminal.listen(started);
  expect(written.at(-1)?.replace(`\r${ESC}[2K`, '')).toHaveLength(23);
});

test('a terminal that cannot rewrite a line gets none', () => {
  const { terminal, written } = view({ isTTY: true, environment: { TERM: 'dumb' } });
  terminal.listen(started);
  expect(written).toEqual([]);
});

test.each([
  ['a terminal', { isTTY: true }, true],
  ['a pipe', {}, false],
  ['NO_COLOR', { isTTY: true, environment: { NO_COLOR: '1' } }, false],
  ['an empty NO_COLOR', { isTTY: true, environment: { NO_COLOR: '' } }, true],
  ['FORCE_COLOR in a pipe', { environment: { FORCE_COLOR: '1' } }, true],
  ['FORCE_COLOR=0', { isTTY: true, environment: { FORCE_COLOR: '0' } }, false],
])('colours: %s', (_, options, isColoured) => {
  const { terminal, written } = view(options);
  terminal.listen(warning);
  expect(written.join('').includes(`${ESC}[`)).toBe(isColoured);
});

test('details are shown only when asked for', () => {
  for (const isVerbose of [false, true]) {
    const { terminal, written } = view({ isVerbose });
    terminal.listen(debug);
    expect(written).toEqual(isVerbose ? ['details\n'] : []);
  }
});

test('nothing is written after nobody reads', () => {
  const { terminal, written } = view({ isTTY: true });
  terminal.listen(started);
  const before = written.length;
  terminal.mute();
  terminal.say('lost');
  terminal.end();
  expect(written).toHaveLength(before);
});
