// An environment of its own for a test file: several run one after the other in one process, and each finds it as it was.
// `useEnvironment({ … })` at the top of a file.
import { afterAll, beforeAll } from 'vitest';
import { env } from '#env.ts';

type Environment = typeof env;

/** Changes the checked environment for the calling file or block. */
export function useEnvironment(changed: Partial<Environment>): void {
  const former: Partial<Environment> = {};
  beforeAll(() => {
    for (const name of Object.keys(changed) as (keyof Environment)[]) Object.assign(former, { [name]: env[name] });
    Object.assign(env, changed);
  });
  afterAll(() => void Object.assign(env, former));
}

/** A mailbox of the product that answers come to; nothing listens there. */
export const useReplyAddress = () =>
  useEnvironment({ MAILBOX_URL: 'imap://reunions:secret@localhost', MAILBOX_ADDRESS: 'reunions@exemple.fr' });
