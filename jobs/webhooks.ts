// Sends to webhooks: every minute what waits, and at once what this server has just changed. Calls one verb of the domain.
import { setTimeout as pause } from 'node:timers/promises';
import { deliverWaiting } from '#domain/webhooks/deliveries.ts';
import { log } from '#log.ts';
import type { Job } from './boss.ts';

/** The job; what a server has just changed it has sent already, and this finds what failed, and what others left. */
export const webhooksJob: Job = {
  name: 'webhooks',
  cron: '* * * * *',
  pollSeconds: 20,
  timeoutSeconds: 900,
  run: deliverWaiting,
};

/** What changes within that time goes in one message, ms. */
const GATHER_MS = 500;

/** A server that stops does not wait longer for a receiver, ms: the message is sent again by whoever comes next. */
const LONGEST_END_MS = 8_000;

/** Sends soon after it is told that something changed; one run at a time, and one more when told meanwhile. */
export function openPromptWebhooks() {
  let wanted = false;
  let running: Promise<void> | null = null;
  let stopped = false;
  const run = async () => {
    while (wanted && !stopped) {
      await pause(GATHER_MS);
      wanted = false;
      await deliverWaiting().catch((err: unknown) => log.error({ err }, 'webhooks could not be sent to'));
    }
  };
  return {
    wake(): void {
      wanted = true;
      running ??= run().finally(() => {
        running = null;
      });
    },
    async stop(): Promise<void> {
      stopped = true;
      await Promise.race([running, pause(LONGEST_END_MS, undefined, { ref: false })]);
    },
  };
}
