// One line for each contribution holds it against its whole contract.
import { testAgent, testBenchmark, testScheduler } from '@schedtuna/sdk/testing';
import { describe, it } from 'vitest';
import hashing from '../src/hashing.js';
import localSearch from '../src/local-search.js';
import nice from '../src/nice.js';

describe('scheduler nice', () => testScheduler(it, nice));
describe('benchmark hashing', () =>
  testBenchmark(it, hashing, { context: { options: { loads: 0 } }, outputs: [{ stdout: 'sums_per_sec: 81234.5\n' }] }));
describe('agent local-search', () => testAgent(it, localSearch));
