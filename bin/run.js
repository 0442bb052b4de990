#!/usr/bin/env node
// Entry of the command: says clearly when Node.js is too old, in syntax that an old one still reads, before anything is imported.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`schedtuna needs Node.js 22.18 or newer; this is ${process.version} (${process.execPath}).`);
  process.exitCode = 5;
} else {
  import('./start.js');
}
