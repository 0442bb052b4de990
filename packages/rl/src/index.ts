// Parts that agents are made of.
export * from './acquisition.js';
export * from './appraisal.js';
export * from './backend.js';
export * from './candidates.js';
export * from './checkpoint.js';
export * from './critics.js';
export * from './features.js';
export * from './guided-agent.js';
export * from './guided-parts.js';
export * from './initial-design.js';
export * from './lattice.js';
export * from './policy.js';
export * from './random.js';
export * from './replay.js';
export * from './selection.js';
export * from './targets.js';
