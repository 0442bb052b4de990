// Tables whose true effects are known, because they are made here: flags that multiply the speed, and flags that do nothing.
import { parseTable } from '../../packages/core/dist/simulate/parse-table.js';

/** Log effects of eight flags: half of them do nothing. */
const MANY = [Math.log(1.1), Math.log(1.06), Math.log(1.03), Math.log(1.03), 0, 0, 0, 0];
/** One flag that matters beside one that does not: the search always finds it. */
const ONE = [Math.log(1.1), 0];

export const manyFlags = tableOf('many flags', MANY);
export const oneFlag = tableOf('one flag', ONE);

function tableOf(name, effects) {
  const names = effects.map((_, i) => `flag_${i + 1}`);
  const rows = Array.from({ length: 2 ** effects.length }, (_, row) => {
    const on = effects.map((_, i) => ((row >> i) & 1) === 1);
    const speed = 100 * Math.exp(effects.reduce((sum, effect, i) => sum + (on[i] ? effect : 0), 0));
    return [...on, speed];
  });
  const parameters = Object.fromEntries(names.map((flag) => [flag, { type: 'boolean', default: false }]));
  const table = {
    name,
    metric: { name: 'speed', direction: 'maximize' },
    parameters,
    columns: [...names, 'speed'],
    rows,
  };
  return parseTable(JSON.stringify(table), name);
}
