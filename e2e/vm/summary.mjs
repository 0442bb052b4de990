// One line that says whether VM tests could run, for the end of `npm run test:vm` and of .ci/run.
import { readState } from './state.mjs';

const { reason, kernel, programs } = readState();
if (reason === undefined) console.log(`VM tests ran on Linux ${kernel} with ${programs.join(', ')}.`);
else console.log(`VM tests skipped: ${reason}`);
