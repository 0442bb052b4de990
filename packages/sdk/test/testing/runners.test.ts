import { it as nodeIt } from 'node:test';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { type It, testAgent } from '../../src/testing/index.js';
import { exemplary } from './exemplary-agent.js';

describe('conformance suites', () => {
  it('take the `it` of several test runners', () => {
    expectTypeOf(it).toExtend<It>();
    expectTypeOf(nodeIt).toExtend<It>();
    expect(typeof nodeIt).toBe('function');
  });
});

describe('called in one line', () => testAgent(it, exemplary));
