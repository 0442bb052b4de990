// Plugins at fault: each is named with package, version, path and reason, and none breaks another command.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from './sandbox.js';

const AGENT = "export default { name: 'twin', description: 'Twin', create: async () => ({}) };";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = createSandbox();
  await link('agent-throws', { agents: { throws: './index.js' } }, 'throw new Error("no luck today");');
  await link('agent-nonsense', { agents: { nonsense: './index.js' } }, 'export default "nonsense";');
  await link('agent-later', { agents: { later: './index.js' } }, AGENT, 2);
  await link('agent-one', { agents: { twin: './index.js' } }, AGENT);
  await link('agent-two', { agents: { twin: './index.js' } }, AGENT);
  await link('agent-gone', { agents: { gone: './index.js' } }, AGENT);
  rmSync(join(sandbox.folder, 'agent-gone'), { recursive: true });
});
afterAll(() => sandbox.remove());

async function link(name: string, contributes: object, module: string, apiVersion = 1): Promise<void> {
  const root = join(sandbox.folder, name);
  mkdirSync(root);
  const pjson = { name, version: '1.0.0', type: 'module', oclif: {}, schedtuna: { apiVersion, contributes } };
  writeFileSync(join(root, 'package.json'), JSON.stringify(pjson));
  writeFileSync(join(root, 'index.js'), module);
  const { stderr, exitCode } = await sandbox.run(['plugins', 'link', root, '--no-install']);
  if (exitCode !== 0) throw new Error(`plugins link failed: ${stderr}`);
}

describe('a plugin that', () => {
  it.each([
    ['throws at import', 'throws', 'ST_PLUGIN_IMPORT', 4, ['agent-throws@1.0.0', 'index.js', 'no luck today']],
    ['exports nonsense', 'nonsense', 'ST_PLUGIN_INVALID', 4, ['agent-nonsense@1.0.0', 'index.js', 'string']],
    ['contributes a name twice', 'twin', 'ST_PLUGIN_DUPLICATE', 4, ['agent-one@1.0.0', 'agent-two@1.0.0', 'twin']],
    ['was made for a later schedtuna', 'later', 'ST_UNKNOWN_AGENT', 2, ['agent-later@1.0.0', 'version 2']],
  ])('%s', async (_, agent, code, status, texts) => {
    for (const args of [
      ['agents', 'show', agent],
      ['optimize', '--agent', agent],
    ]) {
      const { stderr, exitCode } = await sandbox.run(args);
      const shown = String(stderr).slice(String(stderr).indexOf('error '));
      expect(shown).toMatch(new RegExp(`^error ${code}: `));
      expect(shown.split('\n').length).toBeLessThanOrEqual(3);
      for (const text of texts) expect(shown).toContain(text);
      expect(exitCode).toBe(status);
    }
  });
});

it('lists what can be used, and what cannot with the reason', async () => {
  const { stdout, exitCode } = await sandbox.run(['agents', '--json']);
  const { agents, broken } = JSON.parse(String(stdout));
  expect(agents.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(['random', 'sac', 'throws']));
  expect(broken).toEqual([
    {
      package: 'agent-later',
      version: '1.0.0',
      path: join(sandbox.folder, 'agent-later'),
      code: 'ST_PLUGIN_API',
      reason: expect.stringContaining('version 2'),
    },
  ]);
  expect(exitCode).toBe(0);
});

it('disturbs no other command; a folder that has gone is one line', async () => {
  const shown = await sandbox.run(['agents', 'show', 'random']);
  expect(shown.exitCode).toBe(0);
  expect(shown.stderr).toMatch(/^warning .*agent-gone.*$/);
  expect(shown.stdout).toContain('random');
  expect((await sandbox.run(['--version'])).exitCode).toBe(0);
  expect((await sandbox.run(['--help'])).stdout).toContain('optimize');
});

it('is named right after it was installed', async () => {
  const root = join(sandbox.folder, 'agent-packed');
  mkdirSync(root);
  const schedtuna = { apiVersion: 1, contributes: { agent: { packed: './index.js' } } };
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ name: 'agent-packed', version: '1.0.0', type: 'module', oclif: {}, schedtuna }),
  );
  await execa('npm', ['pack', '--pack-destination', sandbox.folder], { cwd: root, env: sandbox.env });
  const { stderr, exitCode } = await sandbox.run([
    'plugins',
    'install',
    `file://${join(sandbox.folder, 'agent-packed-1.0.0.tgz')}`,
  ]);
  expect(String(stderr).replaceAll(/\s+[›»]?\s*/g, ' ')).toMatch(
    /not usable: agent-packed@1\.0\.0 .*schedtuna\.contributes\.agent .* is unknown; did you mean agents\?/,
  );
  expect(exitCode).toBe(0);
});
