// What prepare.mjs found out, for the tests and for the summary: a file that is never committed.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('../../node_modules/.schedtuna-vm.json', import.meta.url));

export function readState() {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8'));
  } catch {
    return { reason: 'not prepared: npm run test:vm does that' };
  }
}

export function writeState(state) {
  writeFileSync(`${FILE}.tmp`, `${JSON.stringify(state)}\n`);
  renameSync(`${FILE}.tmp`, FILE);
}
