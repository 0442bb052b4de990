import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRegistry } from '../../src/plugins/create-registry.js';
import { AGENT, contributing, writePackage } from './packages.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'schedtuna-plugins-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const walker = () => writePackage(directory, 'agent-walker', contributing('agents', 'walker'));

test('lists what packages declare, sorted, without importing anything', () => {
  const throwing = writePackage(directory, 'agent-a', contributing('agents', 'a'), 'throw new Error("imported")');
  const other = { name: 'other', version: '1.0.0', root: '/nowhere', pjson: { name: 'other' } };
  const registry = createRegistry([walker(), throwing, other]);
  expect(registry.list('agents').map(({ name, package: from, version }) => [name, from, version])).toEqual([
    ['a', 'agent-a', '1.2.3'],
    ['walker', 'agent-walker', '1.2.3'],
  ]);
  expect(registry.list('schedulers')).toEqual([]);
  expect(registry.broken).toEqual([]);
});

test('loads the chosen definition and says where it came from', async () => {
  const { definition, source } = await createRegistry([walker()]).load('agents', 'walker');
  expect(definition.description).toBe('Walks');
  expect(source).toMatchObject({ package: 'agent-walker', module: join(directory, 'agent-walker', 'index.js') });
});

test.each([
  [null, 'ST_PLUGIN_INVALID', /schedtuna in its package\.json must be a map/],
  ['nonsense', 'ST_PLUGIN_INVALID', /must be a map/],
  [{ contributes: { agents: { a: './index.js' } } }, 'ST_PLUGIN_INVALID', /schedtuna\.apiVersion .* is missing/],
  [
    { apiVersion: 2, later: true },
    'ST_PLUGIN_API',
    /version 2 of the plugin contract, this schedtuna has 1: update schedtuna/,
  ],
  [{ apiVersion: 1, contributes: { agent: { a: './index.js' } } }, 'ST_PLUGIN_INVALID', /did you mean agents\?/],
  [
    { apiVersion: 1, contributes: { agents: { a: '/etc/passwd' } } },
    'ST_PLUGIN_INVALID',
    /schedtuna\.contributes\.agents\.a/,
  ],
  [
    { apiVersion: 1, contributes: { agents: { 'a b': './index.js' } } },
    'ST_PLUGIN_INVALID',
    /agents\.a b .* is a name that must be text/,
  ],
])('a package that declares %j is listed as broken and breaks no other', async (declared, code, reason) => {
  const registry = createRegistry([writePackage(directory, 'agent-bad', declared), walker()]);
  expect(registry.broken).toEqual([
    {
      package: 'agent-bad',
      version: '1.2.3',
      path: join(directory, 'agent-bad'),
      code,
      reason: expect.stringMatching(reason),
    },
  ]);
  await expect(registry.load('agents', 'walker')).resolves.toBeDefined();
  expect(() => registry.find('agents', 'bad')).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('Not usable: agent-bad@1.2.3') }),
  );
});

test('an unknown name is an error of its kind with the nearest name', () => {
  const registry = createRegistry([walker()]);
  expect(() => registry.find('agents', 'wakler')).toThrow(
    expect.objectContaining({
      code: 'ST_UNKNOWN_AGENT',
      message: 'no agent is named wakler; installed: walker',
      hint: 'Did you mean walker?',
    }),
  );
  expect(() => registry.find('benchmarks', 'x')).toThrow(expect.objectContaining({ code: 'ST_UNKNOWN_BENCHMARK' }));
  expect(() => registry.find('schedulers', 'constructor')).toThrow(
    expect.objectContaining({ code: 'ST_UNKNOWN_SCHEDULER' }),
  );
});

test('a name that two packages contribute can be used from neither, all others can', () => {
  const twin = writePackage(directory, 'agent-twin', contributing('agents', 'walker'));
  const lone = writePackage(directory, 'agent-lone', contributing('agents', 'lone'));
  const registry = createRegistry([walker(), twin, lone]);
  expect(() => registry.find('agents', 'walker')).toThrow(
    expect.objectContaining({
      code: 'ST_PLUGIN_DUPLICATE',
      message: 'agent-walker@1.2.3 and agent-twin@1.2.3 both contribute the agent walker',
    }),
  );
  expect(registry.find('agents', 'lone').package).toBe('agent-lone');
});

describe('a module that is not what its package says', () => {
  const scheduler = (more: string) =>
    `export default { kind: 'process', name: 's', description: 'S', probe() {}, wrap() {}, parameters: { a: { type: 'integer', description: 'A', default: 1, minValue: 1, maxValue: 3 } }, ${more} };`;
  test.each([
    ['agents', 'throw new Error("no luck")', 'ST_PLUGIN_IMPORT', /fails while it is imported: no luck/],
    ['agents', 'import "./gone.js"', 'ST_PLUGIN_IMPORT', /gone\.js/],
    ['agents', 'syntax error', 'ST_PLUGIN_IMPORT', /fails while it is imported/],
    ['agents', 'export const a = 1', 'ST_PLUGIN_INVALID', /has no default export/],
    ['agents', 'export default 42', 'ST_PLUGIN_INVALID', /default export is number/],
    ['agents', 'export default null', 'ST_PLUGIN_INVALID', /default export is object, not a definition/],
    ['agents', AGENT, 'ST_PLUGIN_INVALID', /exports the name "walker", its package\.json says "s"/],
    ['agents', 'export default { name: "s", description: "S" }', 'ST_PLUGIN_INVALID', /no function create/],
    ['agents', 'export default { name: "s", create() {} }', 'ST_PLUGIN_INVALID', /no description/],
    [
      'agents',
      'export default { name: "s", description: "S", create() {}, options: 3 }',
      'ST_PLUGIN_INVALID',
      /not a JSON schema/,
    ],
    [
      'benchmarks',
      'export default { name: "s", description: "S", metrics() {}, command() {}, parse() {}, options: { type: "objekt", properties: {} } }',
      'ST_PLUGIN_INVALID',
      /options are not a JSON schema/,
    ],
    [
      'benchmarks',
      'export default { name: "s", description: "S", metrics() {} }',
      'ST_PLUGIN_INVALID',
      /no function command/,
    ],
    ['schedulers', scheduler('kind: "magic"'), 'ST_PLUGIN_INVALID', /kind must be one of sched_ext, process/],
    ['schedulers', scheduler('parameters: {}'), 'ST_PLUGIN_INVALID', /parameters must be a map that is not empty/],
    ['schedulers', scheduler('parameters: { a: { type: "integr" } }'), 'ST_PLUGIN_INVALID', /parameters\.a/],
    [
      'schedulers',
      scheduler('parameters: { a: { type: "integer", description: "A", default: 9, minValue: 1, maxValue: 3 } }'),
      'ST_PLUGIN_INVALID',
      /default/,
    ],
    ['schedulers', scheduler('wrap: undefined'), 'ST_PLUGIN_INVALID', /no function wrap/],
    ['schedulers', scheduler('kind: "sched_ext"'), 'ST_PLUGIN_INVALID', /binary is missing/],
  ] as const)('%s: %s', async (kind, module, code, message) => {
    const registry = createRegistry([writePackage(directory, 'bad', contributing(kind, 's'), module)]);
    await expect(registry.load(kind, 's')).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
      hint: expect.stringContaining('schedtuna plugins uninstall bad'),
    });
    await expect(registry.load(kind, 's')).rejects.toThrow(`bad@1.2.3 (${join(directory, 'bad', 'index.js')})`);
  });

  test('a sound scheduler is accepted', async () => {
    const registry = createRegistry([writePackage(directory, 'good', contributing('schedulers', 's'), scheduler(''))]);
    await expect(registry.load('schedulers', 's')).resolves.toBeDefined();
  });
});
