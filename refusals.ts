// Why this process does not start, for whoever started it: server.ts and the commands of prisma/ print such a sentence on
// the error output and end with code 1. Anything else that ends them is a fault of ours and keeps its stack.

/** A French sentence that says what is wrong and what to do about it. */
export class StartRefused extends Error {}

/** The code of a refusal of the system or of PostgreSQL; empty when there is none. */
export const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '');

/** Ends the process: a refusal is one sentence, a fault is told by `report` first. */
export function endRefused(error: unknown, report: (error: unknown) => void): never {
  if (!(error instanceof StartRefused)) report(error);
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
