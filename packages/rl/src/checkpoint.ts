// One binary file that holds the state of an agent: what it is, plain values and arrays, sealed with a checksum.
import { createHash } from 'node:crypto';

const MAGIC = 'schedtuna-agent\n';
const VERSION = 3;
const CHECKSUM_BYTES = 32;
/** Magic, version, length of the header. */
const PREFIX_BYTES = MAGIC.length + 8;

export interface Checkpoint<State> {
  /** Name of the agent. */
  readonly agent: string;
  /** Parameter name → its level values: the search space that the state belongs to. */
  readonly space: Readonly<Record<string, readonly unknown[]>>;
  /** JSON values. */
  readonly state: State;
  readonly arrays: Readonly<Record<string, Float32Array>>;
}

interface Header<State> extends Omit<Checkpoint<State>, 'arrays'> {
  readonly arrays: readonly { readonly name: string; readonly length: number }[];
}

/** Layout: magic, version and header length (uint32, little-endian), JSON header padded to 4 bytes, floats, SHA-256 of it all. */
export function encodeCheckpoint<State>({ agent, space, state, arrays }: Checkpoint<State>): Uint8Array {
  const entries = Object.entries(arrays);
  const header: Header<State> = {
    agent,
    space,
    state,
    arrays: entries.map(([name, { length }]) => ({ name, length })),
  };
  let json = Buffer.from(JSON.stringify(header));
  json = Buffer.concat([json, Buffer.alloc(-json.length & 3, ' ')]);
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.write(MAGIC, 'latin1');
  prefix.writeUInt32LE(VERSION, MAGIC.length);
  prefix.writeUInt32LE(json.length, MAGIC.length + 4);
  const floats = entries.map(([, values]) => Buffer.from(values.buffer, values.byteOffset, values.byteLength));
  const content = Buffer.concat([prefix, json, ...floats]);
  return new Uint8Array(Buffer.concat([content, checksum(content)]));
}

/** Throws an Error of one sentence when the bytes are not a checkpoint, are damaged, or belong to something else. */
export function decodeCheckpoint<State>(
  bytes: Uint8Array,
  expected: Pick<Checkpoint<unknown>, 'agent' | 'space'> & {
    /** Lengths of the arrays that are needed; others have any length. */
    readonly lengths: Readonly<Record<string, number>>;
  },
): Checkpoint<State> {
  const content = verifiedContent(bytes);
  const headerEnd = PREFIX_BYTES + content.readUInt32LE(MAGIC.length + 4);
  const header = JSON.parse(content.toString('utf8', PREFIX_BYTES, headerEnd)) as Header<State>;
  if (header.agent !== expected.agent) {
    throw new Error(`the checkpoint is of agent ${header.agent}, not of ${expected.agent}`);
  }
  const difference = spaceDifference(header.space, expected.space);
  if (difference) throw new Error(`the checkpoint is of another search space: ${difference}`);

  const arrays: Record<string, Float32Array> = {};
  let at = headerEnd;
  for (const { name, length } of header.arrays) {
    const copy = content.subarray(at, at + 4 * length).slice();
    arrays[name] = new Float32Array(Uint8Array.from(copy).buffer);
    at += 4 * length;
  }
  for (const [name, length] of Object.entries(expected.lengths)) {
    if (arrays[name]?.length === length) continue;
    throw new Error(`the checkpoint has ${arrays[name]?.length ?? 'no'} values for ${name}, ${length} are needed`);
  }
  return { agent: header.agent, space: header.space, state: header.state, arrays };
}

/** Everything but the checksum, which must fit. */
function verifiedContent(bytes: Uint8Array): Buffer {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (all.length < PREFIX_BYTES + CHECKSUM_BYTES || all.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw new Error(`these ${all.length} bytes are not a checkpoint of a schedtuna agent`);
  }
  const version = all.readUInt32LE(MAGIC.length);
  if (version !== VERSION) throw new Error(`the checkpoint has format ${version}, this program reads ${VERSION}`);
  const content = all.subarray(0, -CHECKSUM_BYTES);
  if (!checksum(content).equals(all.subarray(-CHECKSUM_BYTES))) {
    throw new Error('the checkpoint is damaged: its checksum does not fit its content');
  }
  return content;
}

function spaceDifference(saved: Checkpoint<unknown>['space'], now: Checkpoint<unknown>['space']): string | undefined {
  const missing = Object.keys(now).find((name) => !(name in saved));
  if (missing !== undefined) return `it does not know parameter ${missing}`;
  const surplus = Object.keys(saved).find((name) => !(name in now));
  if (surplus !== undefined) return `its parameter ${surplus} is not part of this one`;
  if (Object.keys(saved).join() !== Object.keys(now).join()) return 'the order of its parameters differs';
  const changed = Object.keys(now).find((name) => JSON.stringify(saved[name]) !== JSON.stringify(now[name]));
  if (changed === undefined) return undefined;
  const counts = [saved[changed].length, now[changed].length];
  return counts[0] === counts[1]
    ? `the values of ${changed} differ`
    : `it has ${counts[0]} values of ${changed}, this one has ${counts[1]}`;
}

function checksum(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}
