// A real browser without a window, spoken to over its debugging protocol.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Where Chromium is installed, as Debian and others name it. */
export function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = ['chromium', 'chromium-browser'].flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface Tab {
  /** A command of the protocol. Rejects with what the browser answers when it cannot do it. */
  send(method: string, parameters?: object): Promise<Record<string, unknown>>;
  /** Value of an expression in the page; JSON. */
  evaluate<T>(expression: string): Promise<T>;
  /** Resolves when the page has been loaded. */
  open(url: string): Promise<void>;
  /** Parameters of all events of this name since the tab was opened. */
  events(method: string): readonly Record<string, unknown>[];
  close(): Promise<void>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** Starts a browser of its own with an empty profile and opens one tab. */
export async function openTab(program: string): Promise<Tab> {
  const profile = mkdtempSync(join(tmpdir(), 'schedtuna-chromium-'));
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-dev-shm-usage'];
  const browser = spawn(program, [...args, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const closed = once(browser, 'close');
  const end = async () => {
    browser.kill();
    await closed;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    const tab = await connect(await pageAddress(await listeningPort(browser.stderr)));
    for (const domain of ['Page', 'Network', 'Log', 'Runtime']) await tab.send(`${domain}.enable`);
    return { ...tab, close: end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function listeningPort(stderr: NodeJS.ReadableStream): Promise<string> {
  let output = '';
  for await (const chunk of stderr) {
    output += chunk;
    const [, port] = /DevTools listening on ws:\/\/[^:]+:(\d+)\//.exec(output) ?? [];
    if (port === undefined) continue;
    stderr.resume();
    return port;
  }
  throw new Error(`the browser ended: ${output}`);
}

async function pageAddress(port: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/json/list`);
  const targets = (await response.json()) as { readonly type: string; readonly webSocketDebuggerUrl: string }[];
  const page = targets.find(({ type }) => type === 'page');
  if (!page) throw new Error('the browser has no tab');
  return page.webSocketDebuggerUrl;
}

async function connect(address: string): Promise<Omit<Tab, 'close'>> {
  const socket = new WebSocket(address);
  const waiting = new Map<number, (message: Message) => void>();
  const heard: Message[] = [];
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.id === undefined) heard.push(message);
    else waiting.get(message.id)?.(message);
  });
  await once(socket, 'open');

  async function send(method: string, parameters: object = {}): Promise<Record<string, unknown>> {
    last += 1;
    const id = last;
    const answer = new Promise<Message>((resolve) => waiting.set(id, resolve));
    socket.send(JSON.stringify({ id, method, params: parameters }));
    const { result = {}, error } = await answer;
    waiting.delete(id);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  const events = (method: string) => heard.flatMap((one) => (one.method === method ? [one.params ?? {}] : []));
  return {
    send,
    events,
    async evaluate<T>(expression: string) {
      const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, returnByValue: true });
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
      return (result as { readonly value: T }).value;
    },
    async open(url) {
      const before = events('Page.loadEventFired').length;
      await send('Page.navigate', { url });
      while (events('Page.loadEventFired').length === before) await new Promise((resolve) => setTimeout(resolve, 20));
    },
  };
}
