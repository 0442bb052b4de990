// Finds and kills what a run left behind: members of the guard's session, and processes that left it but carry its marker.
import { readdirSync, readFileSync } from 'node:fs';

/** Environment variable that every process of a run inherits. */
export const MARKER = 'SCHEDTUNA_RUN';

export interface Sweep {
  /** Session id: the pid of the guard. */
  readonly session: number;
  /** Value of the marker. */
  readonly marker: string;
  /** Never killed. */
  readonly spare: number;
}

/** Kills until nothing is left or a second has passed; returns how many processes were killed. */
export async function sweep(what: Sweep, signal: NodeJS.Signals = 'SIGKILL'): Promise<number> {
  const killed = new Set<number>();
  for (let round = 0; round < 50; round++) {
    const left = members(what);
    if (left.length === 0) break;
    for (const pid of left) {
      killed.add(pid);
      send(pid, signal);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return killed.size;
}

/** Pids of the run, zombies left out. */
export function members({ session, marker, spare }: Sweep): number[] {
  const since = statOf(session)?.startTime ?? 0;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      if (pid === spare || pid === process.pid || pid === session) return false;
      const stat = statOf(pid);
      if (!stat || stat.state === 'Z' || stat.state === 'X') return false;
      return stat.session === session || (stat.startTime >= since && carries(pid, marker));
    });
}

interface Stat {
  readonly state: string;
  readonly parent: number;
  readonly session: number;
  /** Clock ticks since boot. */
  readonly startTime: number;
  /** CPU time of the process and of its children that have ended and were waited for. */
  readonly cpuTicks: number;
}

/** Fields of /proc/PID/stat behind the command name, which may hold anything; see proc_pid_stat(5). */
export function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return {
      state: fields[0],
      parent: Number(fields[1]),
      session: Number(fields[3]),
      startTime: Number(fields[19]),
      cpuTicks: fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0), // utime, stime, cutime, cstime
    };
  } catch {
    return undefined;
  }
}

function carries(pid: number, marker: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`${MARKER}=${marker}`);
  } catch {
    return false; // gone, or another user's
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it ended by itself
  }
}
