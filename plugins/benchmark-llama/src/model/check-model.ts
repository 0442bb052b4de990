// Finds out before anything is measured whether a file can be a model.
import { open, stat } from 'node:fs/promises';
import type { Fail } from '@schedtuna/sdk';

const MAGIC = 'GGUF';
const HINT =
  'Give --model-path a GGUF model file that you can read, or leave it out to measure the small built-in model.';

/** Fails with ST_MODEL, the path and the reason unless `path` is a readable file that begins as GGUF does. */
export async function checkModel(path: string, fail: Fail): Promise<void> {
  const problem = await modelProblem(path);
  if (problem !== undefined) fail('ST_MODEL', `the model ${path} ${problem}`, HINT);
}

async function modelProblem(path: string): Promise<string | undefined> {
  try {
    const found = await stat(path); // before it is opened: that would wait for ever on a named pipe
    if (found.isDirectory()) return 'is a directory, not a GGUF file';
    if (!found.isFile()) return 'is not a regular file';
    if (found.size === 0) return 'is empty';
    await using file = await open(path, 'r');
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0);
    const start = buffer.toString('latin1', 0, bytesRead);
    if (start !== MAGIC) return `is not GGUF: it begins with ${JSON.stringify(start)} instead of "${MAGIC}"`;
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'does not exist';
    if (code === 'EACCES' || code === 'EPERM') return 'cannot be read: permission denied';
    return `cannot be read: ${message}`;
  }
}
