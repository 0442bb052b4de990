// Conformance suites for plugins: one call in a test file holds a definition against its whole contract.
export { type AgentSuite, testAgent } from './agent/suite.js';
export { type BenchmarkSuite, type SampleOutput, testBenchmark } from './benchmark/suite.js';
export type { It } from './claim.js';
export { testScheduler } from './scheduler/suite.js';
