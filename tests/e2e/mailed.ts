// The mails that the product has sent, as files: without an SMTP server it writes them to a folder.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { simpleParser } from 'mailparser';

const folder = () => join(process.env.E2E_DATA_DIR ?? '', process.env.TEST_PARALLEL_INDEX ?? '', 'mail');

/** The path of the last link under `path` in the mails to somebody; waits until there is one. */
export async function linkMailedTo(address: string, path: 'invitation' | 'compte-rendu'): Promise<string> {
  const pattern = new RegExp(`/${path}/[\\w-]+`);
  let found: string | undefined;
  await expect
    .poll(async () => {
      const files = readdirSync(folder()).filter((name) => name.endsWith('.eml'));
      const mails = await Promise.all(files.map((name) => simpleParser(readFileSync(join(folder(), name)))));
      const own = mails
        .filter(({ to }) => [to].flat().some((one) => one?.value.some((box) => box.address === address)))
        .sort((one, other) => Number(one.date) - Number(other.date));
      found = own.flatMap(({ text }) => pattern.exec(text ?? '')?.[0] ?? []).at(-1);
      return found;
    })
    .toBeTruthy();
  return found ?? '';
}
