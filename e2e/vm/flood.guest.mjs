// In the guest: prints until it is ended.
for (const line = `${'x'.repeat(999)}\n`; ; ) {
  if (!process.stdout.write(line.repeat(100))) await new Promise((resolve) => process.stdout.once('drain', resolve));
}
