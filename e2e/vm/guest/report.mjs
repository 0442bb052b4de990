// How a script in the guest tells the test on the host what it saw: one JSON object a line.

export function report(facts) {
  process.stdout.write(`${JSON.stringify(facts)}\n`);
}
