import { describe, expect, it } from 'vitest';
import { cleanUpLines } from '../../src/commands/clean-up-lines.js';
import type { CleanUpReport } from '../../src/host/clean-up.js';

const lines = (report: Partial<CleanUpReport>) =>
  cleanUpLines({ done: [], problems: [], atWork: [], schedExt: { state: 'disabled' }, ...report });

const loaded = { state: 'enabled', ops: 'rusty_1.1.4' };

describe('cleanUpLines', () => {
  it('says that there was nothing to do', () => {
    expect(lines({})).toEqual(['Nothing of schedtuna was left behind.', 'sched_ext: disabled.']);
    expect(lines({ schedExt: {} })).toEqual(['Nothing of schedtuna was left behind.']);
  });

  it('tells what was done', () => {
    expect(lines({ done: ['the scheduler under test was stopped', 'what ran before runs again'] })).toEqual([
      'the scheduler under test was stopped.',
      'what ran before runs again.',
      'sched_ext: disabled.',
    ]);
  });

  it('tells how to get rid of a scheduler that nobody wants', () => {
    expect(lines({ schedExt: loaded })).toEqual([
      'Nothing of schedtuna was left behind.',
      'sched_ext: rusty_1.1.4 is enabled.',
      'If nobody wants that scheduler: stop its service or process, or sudo schedtuna cleanup --sysrq.',
    ]);
  });

  it('does not suggest it while an experiment is at work', () => {
    const text = lines({ atWork: ['/results/one'], schedExt: loaded }).join('\n');
    expect(text).toContain('An experiment is at work in /results/one: it was not touched.');
    expect(text).not.toContain('sysrq');
  });

  it('does not say that nothing was left where something could not be undone', () => {
    expect(lines({ problems: ['rusty_1.1.4 is enabled all the same'] })).not.toContain(
      'Nothing of schedtuna was left behind.',
    );
  });
});
