// Loads the prebuilt llama.cpp and gives its functions types.
import { join } from 'node:path';
import { Failure } from './failure.js';
import { explainLoadError, glibcVersion } from './load-error.js';
import { prebuiltFolder } from './prebuilt.js';
import { declareStructs, type Fields, type Koffi, type Pointer, RELEASE } from './structs.js';

/** Functions of libllama that are used, without the prefix `llama_`; see llama.h of RELEASE. */
export interface Llama {
  version(): string;
  log_set(callback: Pointer, userData: Pointer): void;
  backend_init(): void;
  model_default_params(): Fields;
  context_default_params(): Fields;
  model_load_from_file(path: string, params: Fields): Pointer;
  model_free(model: Pointer): void;
  model_get_vocab(model: Pointer): Pointer;
  vocab_n_tokens(vocab: Pointer): number;
  model_desc(model: Pointer, text: Buffer, size: number): number;
  model_size(model: Pointer): number | bigint;
  model_n_params(model: Pointer): number | bigint;
  init_from_model(model: Pointer, params: Fields): Pointer;
  free(context: Pointer): void;
  attach_threadpool(context: Pointer, pool: Pointer, batchPool: Pointer): void;
  get_memory(context: Pointer): Pointer;
  memory_clear(memory: Pointer, data: boolean): void;
  decode(context: Pointer, batch: Fields): number;
  synchronize(context: Pointer): void;
}

const LLAMA: Record<keyof Llama, string> = {
  version: 'const char *llama_version()',
  log_set: 'void llama_log_set(void *callback, void *user_data)',
  backend_init: 'void llama_backend_init()',
  model_default_params: 'llama_model_params llama_model_default_params()',
  context_default_params: 'llama_context_params llama_context_default_params()',
  model_load_from_file: 'void *llama_model_load_from_file(const char *path, llama_model_params params)',
  model_free: 'void llama_model_free(void *model)',
  model_get_vocab: 'void *llama_model_get_vocab(void *model)',
  vocab_n_tokens: 'int32_t llama_vocab_n_tokens(void *vocab)',
  model_desc: 'int32_t llama_model_desc(void *model, _Out_ uint8_t *text, size_t size)',
  model_size: 'uint64_t llama_model_size(void *model)',
  model_n_params: 'uint64_t llama_model_n_params(void *model)',
  init_from_model: 'void *llama_init_from_model(void *model, llama_context_params params)',
  free: 'void llama_free(void *context)',
  attach_threadpool: 'void llama_attach_threadpool(void *context, void *pool, void *pool_batch)',
  get_memory: 'void *llama_get_memory(void *context)',
  memory_clear: 'void llama_memory_clear(void *memory, bool data)',
  decode: 'int32_t llama_decode(void *context, llama_batch batch)',
  synchronize: 'void llama_synchronize(void *context)',
};

export interface Library {
  readonly koffi: Koffi;
  readonly llama: Llama;
  /** Commit of ggml. */
  commit(): string;
  /** Picks the variant of the CPU backend that is best on this CPU. */
  loadBackends(): void;
  /** Starts `threads − 1` threads, which inherit the scheduling attributes of the caller. */
  createThreadPool(threads: number, poll: number): Pointer;
  /** Only after every context that uses it is freed. */
  freeThreadPool(pool: Pointer): void;
}

/** Throws Failure `library`. */
export async function openLibrary(): Promise<Library> {
  const folder = prebuiltFolder(process.platform, process.arch);
  if (folder === undefined) {
    throw new Failure('library', `no prebuilt llama.cpp is installed for ${process.platform}-${process.arch}`);
  }
  const { default: koffi } = await import('koffi').catch((error) => unusable('koffi', error));
  const load = (name: string) => {
    try {
      return koffi.load(join(folder, name)); // its run path names the same folder: what it needs comes along
    } catch (error) {
      return unusable(name, error);
    }
  };
  const libllama = load(`libllama.v${RELEASE}.so`);
  const libggml = load(`libggml.v${RELEASE}.so`);
  const libggmlBase = load('libggml-base.so');
  declareStructs(koffi);

  const functions = Object.entries(LLAMA).map(([name, declaration]) => [name, libllama.func(declaration)]);
  const llama = Object.fromEntries(functions) as Llama;
  llama.log_set(koffi.load(null).symbol('abs'), null); // native and harmless: log lines come from any thread, JavaScript could not take them

  const loadAll = libggml.func('void ggml_backend_load_all_from_path(const char *folder)');
  const backend = libggml.func('void *ggml_backend_reg_by_name(const char *name)');
  const addressOf = libggmlBase.func('void *ggml_backend_reg_get_proc_address(void *backend, const char *name)');
  const poolNew = koffi.proto('void *ggml_threadpool_new(ggml_threadpool_params *params)');
  const poolFree = koffi.proto('void ggml_threadpool_free(void *pool)');
  const inCpuBackend = (name: string): Pointer => addressOf(backend('CPU'), name); // it is in the variant that was picked
  return {
    koffi,
    llama,
    commit: libggmlBase.func('const char *ggml_commit()'),
    loadBackends() {
      loadAll(folder);
      llama.backend_init();
      if (backend('CPU') === null) throw new Failure('library', `llama.cpp finds no CPU backend in ${folder}`);
    },
    createThreadPool(threads, poll): Pointer {
      const cpumask = new Array(512).fill(false); // none set: the threads keep the affinity they inherit
      const params = { cpumask, n_threads: threads, prio: 0, poll, strict_cpu: false, paused: false };
      const pool = koffi.call(inCpuBackend('ggml_threadpool_new'), poolNew, params);
      if (pool === null) throw new Failure('benchmark', `llama.cpp cannot start ${threads} threads`);
      return pool;
    },
    freeThreadPool: (pool) => koffi.call(inCpuBackend('ggml_threadpool_free'), poolFree, pool),
  };
}

function unusable(name: string, error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  throw new Failure('library', explainLoadError(name, message, glibcVersion()), error);
}
