// The tables of the fixtures, and games on them.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createSearchSpace } from '@schedtuna/sdk';
import { parseTable } from '../../src/simulate/parse-table.js';
import type { Game } from '../../src/simulate/play.js';
import type { MeasuredTable } from '../../src/simulate/table.js';

export function fixturePath(name: string): string {
  return fileURLToPath(new URL(`../fixtures/tables/${name}`, import.meta.url));
}

export function tableOf(name: string): MeasuredTable {
  return parseTable(readFileSync(fixturePath(`${name}.json`), 'utf8'), name);
}

export function gameOn(table: MeasuredTable, game: Partial<Game> = {}): Game {
  const space = createSearchSpace(table.parameters);
  return { table, space, budget: 10, seed: 0, noise: 0, evaluated: () => {}, ...game };
}
