// The thread that reads prepared files, one request after the other, so that no query holds up the process that serves
// everybody. Started by windows-thread.ts, which ends it when it takes too long.
import { parentPort, workerData } from 'node:worker_threads';
import { summarise } from './column-summaries.ts';
import { exportPage } from './export-pages.ts';
import { readFeatureWindow } from './feature-windows.ts';
import { Gone, OpenedFiles } from './opened.ts';
import { idsOf, readRowWindow, UnknownColumn } from './row-windows.ts';
import { compare } from './version-comparison.ts';

const files = new OpenedFiles((workerData as { scratch: string }).scratch);

/** What may be asked, each of one prepared file. */
const verbs = {
  rows: (path: string, query: Parameters<typeof readRowWindow>[1]) => readRowWindow(files.open(path), query),
  features: (path: string, query: Parameters<typeof readFeatureWindow>[1]) =>
    readFeatureWindow(files.open(path), query),
  summary: (path: string, { column }: { column: string }) => summarise(files.open(path), column),
  comparison: (path: string, { other, key }: { other: string; key: string | null }) =>
    compare(files.open(path), files.open(other), files.link(other), key),
  meta: (path: string) => files.open(path).meta,
  order: (path: string, query: Parameters<typeof idsOf>[1]) => idsOf(files.open(path), query),
  page: (path: string, query: Parameters<typeof exportPage>[1]) => exportPage(files.open(path), query),
};
export type Verbs = typeof verbs;

/** Why a request failed. */
export type WindowFault = 'GONE' | 'UNKNOWN_COLUMN' | 'FAULT';

export interface Request {
  verb: keyof Verbs;
  path: string;
  query: unknown;
}

export type Reply = { result: unknown } | { fault: WindowFault; message: string };

parentPort?.on('message', ({ verb, path, query }: Request) => {
  let reply: Reply;
  try {
    reply = { result: (verbs[verb] as (path: string, query: unknown) => unknown)(path, query) };
  } catch (error) {
    const fault = error instanceof Gone ? 'GONE' : error instanceof UnknownColumn ? 'UNKNOWN_COLUMN' : 'FAULT';
    reply = { fault, message: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(reply);
});
