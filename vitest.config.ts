// Projects: fast tests, tests that start processes, tests that start the built command, tests in a virtual machine and with a native library.
import { defineConfig } from 'vitest/config';

const packages = ['packages/*/test', 'plugins/*/test'];
const within = (pattern: string) => packages.map((folder) => `${folder}/**/${pattern}`);

export default defineConfig({
  test: {
    globalSetup: './scripts/wasm.mjs',
    projects: [
      {
        test: {
          name: 'unit',
          include: within('*.test.ts'),
          exclude: ['**/node_modules/**', ...within('*.integration.test.ts')],
        },
      },
      {
        test: { name: 'integration', include: within('*.integration.test.ts'), testTimeout: 60_000, maxWorkers: 2 },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.e2e.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'vm', // not part of `npm test`: see e2e/vm/README.md
          include: ['e2e/vm/**/*.vm.test.ts'],
          testTimeout: 1_200_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          retry: 1,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'native', // runs where TensorFlow's native library is installed: npm run test:native
          include: ['e2e/native/**/*.native.test.ts'],
          testTimeout: 120_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
