// Reads a file that decides what is run.
import { type FileHandle, open } from 'node:fs/promises';
import { isSchedtunaError, SchedtunaError } from '@schedtuna/sdk';

const MOST_BYTES = 1_000_000;

export interface Trust {
  /** A person named the file; otherwise it was merely found. */
  readonly isNamed: boolean;
  /** With which a person names one: `--config`. */
  readonly option: string;
  /** What it should be: `YAML or JSON`. */
  readonly kind: string;
}

/** Its text. Throws ST_CONFIG_FILE when it cannot be read, is too big, or may be written by others while this is root. */
export async function readTrustedFile(file: string, trust: Trust): Promise<string> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file);
    const stat = await handle.stat();
    if (!stat.isFile()) throw new Error('it is not a file');
    if (stat.size > MOST_BYTES) throw new Error(`it has ${stat.size} bytes, ${MOST_BYTES} are allowed`);
    refuseForeign(file, stat, trust);
    return await handle.readFile('utf8');
  } catch (cause) {
    if (isSchedtunaError(cause)) throw cause;
    throw new SchedtunaError('ST_CONFIG_FILE', `cannot read ${file}: ${(cause as Error).message}`, {
      hint: `Name a ${trust.kind} file with ${trust.option}.`,
      cause,
    });
  } finally {
    await handle?.close();
  }
}

/** Whoever can write a file that root reads decides what root runs. A file that was merely found must also be root's own. */
function refuseForeign(file: string, { mode, uid }: { mode: number; uid: number }, { isNamed, option }: Trust): void {
  if (process.getuid?.() !== 0) return;
  const isOwn = isNamed || uid === 0 || uid === Number(process.env.SUDO_UID);
  if (isOwn && (mode & 0o022) === 0) return;
  throw new SchedtunaError('ST_CONFIG_FILE', `${file} can be written by others; as root it is not trusted`, {
    hint: isOwn ? `chmod go-w ${file}` : `chown root ${file}, or name it with ${option} after reading it.`,
  });
}
