// Drains a stream of a child process, so that it never blocks, and keeps the end of what it said.

const MOST = 64_000;

/** Returns a function that gives the text so far, at most its last 64,000 characters. */
export function capture(stream) {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk) => {
    text = (text + chunk).slice(-MOST);
  });
  return () => text;
}
