// The example plugin of the guide: built as its author would, linked, and tuned with. Its conformance tests run here too.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import '../examples/plugin/test/conformance.test.js';
import { createSandbox, type Sandbox } from './sandbox.js';

const example = fileURLToPath(new URL('../examples/plugin', import.meta.url));
const guide = readFileSync(new URL('../docs/guides/writing-a-plugin.md', import.meta.url), 'utf8');

describe('the guide', () => {
  const sources = [
    ...readdirSync(join(example, 'src')).map((file) => join('src', file)),
    'package.json',
    'test/conformance.test.ts',
  ];
  const texts = sources.map((file) => readFileSync(join(example, file), 'utf8'));
  const blocks = [...guide.matchAll(/^```(?:ts|json)\n(.*?)^```$/gms)].map(([, block]) => block);

  it('shows code of the example only, as it stands', () => {
    expect(blocks.length).toBeGreaterThan(4);
    const invented = blocks.filter(
      (block) => !block.split(/^ *…\n/m).every((part) => texts.some((text) => text.includes(part))),
    );
    expect(invented).toEqual([]);
  });
});

describe('the example plugin', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = createSandbox();
    await execa('tsc', ['-p', example], { preferLocal: true, localDir: example });
    const linked = await sandbox.run(['plugins', 'link', example, '--no-install']);
    expect(linked.exitCode, String(linked.stderr)).toBe(0);
  });
  afterAll(() => sandbox.remove());

  it('tunes its scheduler with its benchmark and its agent', async () => {
    const { stdout, stderr, exitCode } = await sandbox.run([
      ...[
        'optimize',
        '--scheduler',
        'nice',
        '--benchmark',
        'hashing',
        '--agent',
        'local-search',
        '--experiment-name',
        'one',
      ],
      ...['--episodes', '2', '--baseline-runs', '1', '--confirm-runs', '1', '--ablation-runs', '0', '--json'],
      ...['--benchmark-options', 'milliseconds=50', '--benchmark-options', 'loads=1', '--no-guard'],
    ]);
    expect(exitCode, String(stderr)).toBe(0);
    const { directory } = JSON.parse(String(stdout));
    const lines = readFileSync(join(directory, 'journal.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines[0].agent).toMatchObject({ name: 'local-search', package: 'schedtuna-plugin-example' });
    const searched = lines.filter(({ type, phase }) => type === 'trial' && phase === 'search');
    expect(searched.map(({ outcome }) => outcome.status)).toEqual(['completed', 'completed']);
    expect(Object.keys(searched[0].outcome.metrics)).toEqual([
      'sums_per_sec',
      'background_sums_per_sec',
      'execution_time',
    ]);
  });
});
