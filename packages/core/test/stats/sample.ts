// Differences of logs that several reference values were computed from, and numbers of a size that logs have.
import fc from 'fast-check';

export const sample = [0.031, -0.012, 0.054, 0.022, 0.047, 0.018, 0.063, 0.009];

export const finite = fc.double({ min: -100, max: 100, noNaN: true });
