// How much memory the processes that check a file hold, as Linux tells it. Used by the tests of data and by bench/data.ts.
import { readdirSync, readFileSync } from 'node:fs';

/** Megabytes that the children of this process that check a file hold at most, looked at while `work` goes on. */
export async function peakOfChildren<T>(work: Promise<T>): Promise<{ result: T; megabytes: number }> {
  let most = 0;
  const timer = setInterval(() => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('checking-process')) continue;
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        if (!status.includes(`PPid:\t${process.pid}\n`)) continue;
        most = Math.max(most, Number(/VmHWM:\s*(\d+)/.exec(status)?.[1]) / 1024);
      } catch {
        // It ended meanwhile.
      }
    }
  }, 100);
  try {
    return { result: await work, megabytes: most };
  } finally {
    clearInterval(timer);
  }
}
