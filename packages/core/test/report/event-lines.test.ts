import { expect, it } from 'vitest';
import { createEventLines } from '../../src/report/event-lines.js';
import { plain } from '../../src/report/paint.js';
import { experiment } from './journal.js';

const planned = (more: object) => {
  const options = { ...experiment.options, ...more };
  const event = { type: 'plan', experiment: { ...experiment, options }, directory: 'd', firstEpisode: 1 } as const;
  return createEventLines(plain)({ ...event, expectedSeconds: 90 }).join('\n');
};

it('calls what may end early the most that is planned', () => {
  const text = planned({ baselineRuns: 3, episodes: 15, ablationRuns: 24, confirmRuns: 20 });
  expect(text).toContain('Plan: 3 pairs of default against itself, 15 episodes by agent ');
  expect(text).toContain('up to 24 blocks without each change, up to 20 fresh blocks');
  expect(text).toContain('This takes about 1 min 30 s at most.');
});

it('counts one of each, and leaves out what is not wanted', () => {
  const text = planned({ baselineRuns: 1, episodes: 1, ablationRuns: 0, confirmRuns: 1 });
  expect(text).toMatch(/Plan: 1 pair of default against itself, 1 episode by agent .*, up to 1 fresh block$/m);
});
