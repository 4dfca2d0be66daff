// The box where calendars answer, read from a real IMAP server (Debian's dovecot), started for these tests.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReceivedMail } from '#domain/outside.ts';
import { imapMailbox } from '#outside/mailbox.ts';
import { startDovecot, whyNoDovecot } from '../rig/dovecot.ts';
import { freePort } from '../rig/free-port.ts';

const contentsOf = (calendars: ReceivedMail['calendars']) => calendars.map(({ content }) => content);

const message = (calendar: string, headers = '') =>
  [
    'From: Anne Martin <anne@exemple.fr>',
    'To: Réunions <reunions+abc@exemple.fr>, autre@exemple.fr',
    ...(headers ? [headers] : []),
    'Subject: Accepté : Échange',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary=bord',
    '',
    '--bord',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Je serai là',
    '--bord',
    'Content-Type: text/calendar; charset=utf-8; method=REPLY',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(calendar).toString('base64'),
    '--bord--',
    '',
  ].join('\r\n');

describe.skipIf(whyNoDovecot)(`the mailbox${whyNoDovecot ? `, skipped: ${whyNoDovecot}` : ''}`, () => {
  let server: Awaited<ReturnType<typeof startDovecot>>;
  beforeAll(async () => {
    server = await startDovecot();
  });
  afterAll(() => server.stop());

  async function receive() {
    const received: ReceivedMail[] = [];
    await imapMailbox(server.url()).receive(async (mail) => {
      received.push(mail);
    });
    return received;
  }

  test('each new message is given once, with all its boxes and its calendar', async () => {
    server.deliver(message('BEGIN:VCALENDAR é', 'Delivered-To: reunions+def@exemple.fr'));
    const [mail, ...others] = await receive();
    expect(others).toEqual([]);
    expect(mail?.recipients).toEqual(['reunions+abc@exemple.fr', 'autre@exemple.fr', 'reunions+def@exemple.fr']);
    expect(mail?.calendars).toEqual([{ content: 'BEGIN:VCALENDAR é', method: 'REPLY' }]);
    expect(await receive()).toEqual([]);
  });

  test('a message that could not be dealt with is met again, and does not keep the others waiting', async () => {
    server.deliver(message('first'));
    server.deliver(message('second'));
    const seen: string[] = [];
    const failing = imapMailbox(server.url()).receive(async ({ calendars }) => {
      const [content = ''] = contentsOf(calendars);
      seen.push(content);
      if (content === 'first') throw new Error('the database is away');
    });
    await expect(failing).rejects.toThrow('the database is away');
    expect(seen).toEqual(['first', 'second']);
    expect((await receive()).flatMap(({ calendars }) => contentsOf(calendars))).toEqual(['first']);
    expect(await receive()).toEqual([]);
  });

  test('what is no mail, or too long, is passed over and marked', async () => {
    const before = server.read();
    server.deliver(Buffer.from([0, 255, 254, 10, 13, 0, 200]));
    server.deliver(message('x'.repeat(400_000)));
    server.deliver(message('after'));
    const received = await receive();
    expect(received.flatMap(({ calendars }) => contentsOf(calendars))).toContain('after');
    expect(received.every(({ calendars }) => contentsOf(calendars).every((one) => one.length < 300_000))).toBe(true);
    expect(await receive()).toEqual([]);
    expect(server.read() - before).toBe(3);
  });

  test('however many cannot be dealt with, what comes after them is met', async () => {
    for (let poison = 0; poison < 101; poison += 1) server.deliver(message('poison'));
    server.deliver(message('last'));
    const seen: string[] = [];
    const box = imapMailbox(server.url());
    const read = () =>
      box.receive(async ({ calendars }) => {
        seen.push(...contentsOf(calendars));
        if (contentsOf(calendars).includes('poison')) throw new Error('it cannot be dealt with');
      });
    await expect(read()).rejects.toThrow('it cannot be dealt with');
    expect(seen).not.toContain('last');
    await expect(read()).rejects.toThrow('it cannot be dealt with');
    expect(seen).toContain('last');
    expect(await receive()).toHaveLength(100);
    expect(await receive()).toHaveLength(1);
  });

  test('a server that is away, or refuses, is an error and not the end of the process', async () => {
    const nobody = imapMailbox(`imap://reunions:secret@127.0.0.1:${await freePort()}`);
    await expect(nobody.receive(async () => {})).rejects.toThrow();
    await expect(imapMailbox(server.url('wrong')).receive(async () => {})).rejects.toThrow();
  });
});
