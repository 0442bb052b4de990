import { describe, expect, it } from 'vitest';
import { readPeers } from '../../src/simulate/read-peers.js';

const run = { optimizer: 'tpe', version: '5', space: 'a', noise: 0, seed: 1, regret: [1, 0], top1: 2, fails: 0 };

describe('recorded runs', () => {
  it('are one object a line, or the runs of an earlier comparison', () => {
    expect(readPeers(`${JSON.stringify(run)}\n\n${JSON.stringify({ ...run, seed: 2 })}\n`, 'x')).toEqual([
      run,
      { ...run, seed: 2 },
    ]);
    expect(readPeers(JSON.stringify({ comparison: [], runs: [run] }), 'x')).toEqual([run]);
  });

  it.each([
    ['{"optimizer"', 'line 1 is not JSON'],
    [`${JSON.stringify(run)}\n${JSON.stringify({ ...run, regret: [] })}`, 'line 2: regret must be'],
    [JSON.stringify({ runs: [{ ...run, top1: undefined }] }), 'runs.0: top1 is missing'],
  ])('of another form are refused: %j', (text, message) => {
    expect(() => readPeers(text, 'runs.jsonl')).toThrow(
      expect.objectContaining({
        code: 'ST_USAGE',
        message: expect.stringContaining(`runs.jsonl has no recorded runs: ${message}`),
      }),
    );
  });
});
