// Whether somebody else could put another program in a file's place: asked before root runs it.
import { realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const STICKY = 0o1000;
const GROUP_WRITE = 0o020;
const OTHERS_WRITE = 0o002;

/**
 * One sentence about the first part of the path (links resolved) that users other than root and `trustedUids` can write;
 * undefined when there is none. A directory with the sticky bit, such as /tmp, lets nobody replace the files of others.
 */
export function writableByOthers(file: string, trustedUids: readonly number[]): string | undefined {
  const trusted = new Set([0, ...trustedUids]);
  for (let path = realpathSync(file), isFile = true; ; path = dirname(path), isFile = false) {
    const { uid, gid, mode } = statSync(path);
    if (!trusted.has(uid)) return `${path} belongs to user ${uid}`;
    const isSticky = !isFile && (mode & STICKY) !== 0;
    if (!isSticky && (mode & OTHERS_WRITE) !== 0) return `${path} can be written by everyone`;
    if (!isSticky && (mode & GROUP_WRITE) !== 0 && gid !== 0) return `${path} can be written by group ${gid}`;
    if (path === dirname(path)) return undefined;
  }
}
