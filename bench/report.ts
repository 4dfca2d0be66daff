// bench/RESULTS.md: one part a section, replaced when that section runs again. Used by realtime.ts, lists.ts and typing.ts, and by the tests of faults.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

/** What a section found: `heading` of its part, and the Markdown below it. */
export interface Section {
  heading: string;
  text: string;
}

const file = new URL('./RESULTS.md', import.meta.url);

const opening = `# Realtime, measured

\`npm run bench:realtime\` measures the realtime path again, \`npm run bench:realtime -- latency memory\` some of it; where another
command measures, its part says so. Server, relay and
clients share one machine, each server is a process of its own, durability is on (PostgreSQL, \`fsync\` and
\`synchronous_commit\` on). Absolute times are those of a small shared machine; the relay of the same run says what it could
do at best.
`;

/** The machine, and how busy it was before the section began: others may share it. */
export function machine(): string {
  const [first] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const [load = 0] = loadavg();
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, ${cpus().length} cores (${first?.model.trim()}), ${gigabytes} GB, Node ${process.version}, load ${load.toFixed(1)} before.`;
}

/** A Markdown table. */
export function table(head: string[], rows: (string | number)[][]): string {
  const line = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Whether `value` is at most (or, with `least`, at least) the target, in words. */
export function verdict(value: number, target: number, { least = false, digits = 1 } = {}): string {
  const isReached = least ? value >= target : value <= target;
  return isReached ? 'reached' : `**not reached: ${value.toFixed(digits)}**`;
}

/** Puts a section in its place, after those known before. */
export function writeSection({ heading, text }: Section, measuredOn: string): void {
  const known = existsSync(file)
    ? readFileSync(file, 'utf8')
        .split(/^(?=## )/m)
        .slice(1)
    : [];
  const part = `## ${heading}\n\n${measuredOn}\n\n${text.trim()}\n\n`;
  const index = known.findIndex((other) => other.startsWith(`## ${heading}\n`));
  if (index < 0) known.push(part);
  else known[index] = part;
  writeFileSync(file, `${opening}\n${known.map((other) => other.trim()).join('\n\n')}\n`);
}
