// Refuses a library for which the structures were not written: a wrong layout crashes, or worse, lies.
import { Failure } from './failure.js';
import type { Library } from './library.js';
import { type Fields, RELEASE, SIZES } from './structs.js';

/** Defaults that llama.cpp sets in RELEASE; they sit all over the structures, so a moved field shows. */
const MODEL_DEFAULTS: Fields = {
  devices: null,
  n_gpu_layers: -1,
  split_mode: 1,
  load_mode: -1,
  lazy_mode: 1,
  main_gpu: 0,
  kv_overrides: null,
  vocab_only: false,
  check_tensors: false,
  use_extra_bufts: true,
  no_host: false,
  no_alloc: false,
  load_mtp: false,
};
const CONTEXT_DEFAULTS: Fields = {
  n_ctx: 512,
  n_batch: 2048,
  n_ubatch: 512,
  n_seq_max: 1,
  n_threads: 4,
  n_threads_batch: 4,
  rope_scaling_type: -1,
  flash_attn_type: -1,
  rope_freq_base: 0,
  yarn_ext_factor: -1,
  defrag_thold: -1,
  cb_eval: null,
  type_k: 1,
  type_v: 1,
  abort_callback: null,
  embeddings: false,
  offload_kqv: true,
  op_offload: true,
  samplers: null,
  ctx_other: null,
};

export interface Defaults {
  readonly model: Fields;
  readonly context: Fields;
}

/** The library's own defaults. Throws Failure `library`. */
export function checkLibrary({ koffi, llama }: Pick<Library, 'koffi' | 'llama'>): Defaults {
  const version = llama.version(); // 0.5.0-dev in these builds
  if (version.split('-')[0] !== RELEASE) refuse(`is release ${version}`);
  for (const [name, size] of Object.entries(SIZES)) {
    const actual = koffi.sizeof(name);
    if (actual !== size) refuse(`has a ${name} of ${actual} bytes instead of ${size}`);
  }
  const model = llama.model_default_params();
  const context = llama.context_default_params();
  compare('llama_model_params', model, MODEL_DEFAULTS);
  compare('llama_context_params', context, CONTEXT_DEFAULTS);
  return { model, context };
}

function compare(name: string, actual: Fields, expected: Fields): void {
  for (const [field, value] of Object.entries(expected)) {
    if (actual[field] !== value) refuse(`has ${String(actual[field])} instead of ${String(value)} in ${name}.${field}`);
  }
}

function refuse(difference: string): never {
  throw new Failure(
    'library',
    `the installed llama.cpp ${difference}; this benchmark was made for release ${RELEASE} (@node-llama-cpp 3.22.1)`,
  );
}
