// Keeps a thread that reads prepared files (windows-worker.ts): one request at a time, each within its time; a thread that
// died or took too long is replaced, the others' requests go on.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { log } from '#log.ts';
import { scriptOfThread } from '../../programs.ts';
import type { Reply, Request, Verbs, WindowFault } from './windows-worker.ts';

/** Why a window is not given: the prepared file is gone or broken, it has no such column, it took too long. */
export type WindowFailure = WindowFault | 'TOO_SLOW' | 'BUSY';

export class WindowError extends Error {
  readonly reason: WindowFailure;

  constructor(reason: WindowFailure, message = '') {
    super(`window not read: ${reason}${message && ` (${message})`}`);
    this.name = 'WindowError';
    this.reason = reason;
  }
}

/** A window is asked for by somebody who looks at it: beyond, answers would come too late for most. */
const MOST_WAITING = 200;
const HEAP_MEGABYTES = 256;

interface Asked {
  request: Request;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

export class WindowsThread {
  private readonly milliseconds: number;
  private readonly waiting: Asked[] = [];
  private worker: Worker | null = null;
  private scratch: string | null = null;
  private current: Asked | null = null;
  private timer: NodeJS.Timeout | null = null;

  /** A thread whose requests have so long each. It starts with the first one, and keeps no process alive. */
  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
    process.once('exit', () => this.clean());
  }

  /** What the thread answers. Throws WindowError. */
  ask<V extends keyof Verbs>(verb: V, path: string, query: Parameters<Verbs[V]>[1]): Promise<ReturnType<Verbs[V]>> {
    if (this.waiting.length >= MOST_WAITING) return Promise.reject(new WindowError('BUSY'));
    return new Promise((resolve, reject) => {
      const request = { verb, path, query };
      this.waiting.push({ request, resolve: resolve as (result: unknown) => void, reject });
      this.next();
    });
  }

  private next(): void {
    if (this.current) return;
    this.current = this.waiting.shift() ?? null;
    if (!this.current) {
      this.worker?.unref();
      return;
    }
    this.worker ??= this.start();
    this.worker.ref();
    this.timer = setTimeout(() => this.stop(new WindowError('TOO_SLOW')), this.milliseconds);
    this.worker.postMessage(this.current.request);
  }

  private start(): Worker {
    this.scratch = mkdtempSync(join(tmpdir(), 'windows-'));
    const worker = new Worker(scriptOfThread('windows-worker'), {
      eval: true,
      execArgv: [],
      env: { NODE_ENV: 'production' },
      workerData: { scratch: this.scratch },
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
    });
    worker.on('message', (reply: Reply) => this.settle(reply));
    const died = (error: unknown) => {
      if (this.worker !== worker) return;
      log.error({ error }, 'the thread that reads datasets ended');
      this.stop(new WindowError('FAULT', 'the thread ended'));
    };
    worker.on('error', died);
    worker.on('exit', died);
    return worker;
  }

  private settle(reply: Reply): void {
    const asked = this.current;
    this.current = null;
    if (this.timer) clearTimeout(this.timer);
    if ('result' in reply) asked?.resolve(reply.result);
    else asked?.reject(new WindowError(reply.fault, reply.message));
    this.next();
  }

  /** Ends the thread, and goes on with the next request on another. */
  private stop(error: WindowError): void {
    const { worker, current } = this;
    this.worker = null;
    this.current = null;
    if (this.timer) clearTimeout(this.timer);
    void worker?.terminate();
    this.clean();
    current?.reject(error);
    this.next();
  }

  private clean(): void {
    if (this.scratch) rmSync(this.scratch, { recursive: true, force: true });
    this.scratch = null;
  }
}
