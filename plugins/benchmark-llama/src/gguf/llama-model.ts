// A llama model with random weights and no tokenizer, as the bytes of a GGUF file; same arguments, same bytes.
import { ggufHeader } from './header.js';
import { xorshift32 } from './random.js';
import { fillTensor, llamaTensors, type Shape, tensorBytes } from './tensors.js';

/** Tokens of context that the model claims to be made for; llama.cpp only warns beyond. */
const CONTEXT_LENGTH = 4096;

export function llamaModel(shape: Shape, seed: number): Buffer {
  const tensors = llamaTensors(shape);
  const header = ggufHeader(
    [
      ['general.architecture', 'string', 'llama'],
      ['general.name', 'string', 'schedtuna synthetic'],
      ['llama.context_length', 'u32', CONTEXT_LENGTH],
      ['llama.embedding_length', 'u32', shape.embedding],
      ['llama.block_count', 'u32', shape.layers],
      ['llama.feed_forward_length', 'u32', shape.feedForward],
      ['llama.attention.head_count', 'u32', shape.heads],
      ['llama.attention.layer_norm_rms_epsilon', 'f32', 1e-5],
      ['llama.vocab_size', 'u32', shape.vocabulary],
      ['tokenizer.ggml.model', 'string', 'no_vocab'], // tokens are numbers here, words are not needed
    ],
    tensors,
  );
  const file = Buffer.alloc(header.bytes.length + header.dataBytes);
  header.bytes.copy(file);
  const random = xorshift32(seed);
  for (const [i, tensor] of tensors.entries()) {
    const start = header.bytes.length + header.offsets[i];
    fillTensor(tensor, file.subarray(start, start + tensorBytes(tensor)), random);
  }
  return file;
}
