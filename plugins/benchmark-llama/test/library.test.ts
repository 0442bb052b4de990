import { beforeAll, describe, expect, it } from 'vitest';
import { checkLibrary } from '../src/embedded/check-library.js';
import { type Library, openLibrary } from '../src/embedded/library.js';
import { explainLoadError, glibcVersion } from '../src/embedded/load-error.js';

describe('checkLibrary', () => {
  let library: Library;
  beforeAll(async () => {
    library = await openLibrary(); // once in a process: it declares names
  });

  it('accepts the installed library', () => {
    const { context } = checkLibrary(library);
    expect(context.n_batch).toBe(2048);
  });

  it('refuses another release, other sizes and other defaults', () => {
    const { koffi, llama } = library;
    const context = llama.context_default_params();
    const changed = { ...llama, context_default_params: () => ({ ...context, n_ubatch: 2048 }) };
    const refused = (library: Parameters<typeof checkLibrary>[0]) => expect(() => checkLibrary(library));
    refused({ koffi, llama: { ...llama, version: () => '0.7.0' } }).toThrow(
      /is release 0\.7\.0; .* made for release 0\.5\.0/,
    );
    refused({ koffi, llama: changed }).toThrow(/has 2048 instead of 512 in llama_context_params\.n_ubatch/);
    refused({ koffi: { ...koffi, sizeof: () => 168 }, llama }).toThrow(
      /has a llama_model_params of 168 bytes instead of 80/,
    );
  });
});

describe('explainLoadError', () => {
  it.each([
    [
      "libm.so.6: version `GLIBC_2.34' not found (required by libggml-base.so)",
      '2.31',
      /needs glibc 2\.34 or newer; this system has 2\.31/,
    ],
    ['Error relocating libllama.so: __memcpy_chk: symbol not found', undefined, /another C library \(musl\?\)/],
    ["libstdc++.so.6: version `GLIBCXX_3.4.29' not found", '2.36', /newer C\+\+ library/],
    ['libstdc++.so.6: cannot open shared object file', '2.36', /newer C\+\+ library/],
    [
      'libllama.so: file too short\nmore',
      '2.36',
      /^cannot load libllama\.so of the prebuilt llama\.cpp: libllama\.so: file too short$/,
    ],
  ])('%s', (message, glibc, expected) => {
    expect(explainLoadError('libllama.so', message, glibc)).toMatch(expected);
  });

  it('knows the glibc of this process', () => {
    expect(glibcVersion()).toMatch(/^2\.\d+$/);
  });
});
