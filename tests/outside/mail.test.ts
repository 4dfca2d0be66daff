// Mail as it leaves: over real SMTP, or as files; nothing that people typed becomes a header or a second recipient.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAddress } from '#domain/address.ts';
import { folderMailer, type OutgoingMail, openMailer, RefusedMail, smtpMailer } from '#outside/mail.ts';
import { openSmtpServer } from '../rig/mailbox.ts';

const sender = { from: 'Ingénierie 62 <ne-pas-repondre@exemple.fr>', host: 'exemple.fr' };
const mail = { id: 'a1b2-c3', to: 'zoe@exemple.fr', subject: 'Objet accentué é', text: 'Bonjour Zoé,\n\nÀ bientôt.\n' };

describe('over SMTP', () => {
  let server: Awaited<ReturnType<typeof openSmtpServer>>;
  beforeAll(async () => {
    server = await openSmtpServer((box) => ({ 'inconnue@exemple.fr': 550, 'pleine@exemple.fr': 452 })[box] ?? null);
  });
  afterAll(() => server.close());
  const deliver = async (more: Partial<OutgoingMail>) => {
    server.arrived.length = 0;
    await smtpMailer(server.url, sender).send({ ...mail, ...more });
    const [arrived, ...others] = server.arrived;
    if (!arrived || others.length > 0) throw new Error('Exactly one mail was expected.');
    return arrived;
  };

  test('a mail arrives whole, in French, marked as automatic, with an id that a second delivery repeats', async () => {
    const { boxes, mail: one } = await deliver({});
    expect(boxes).toEqual(['zoe@exemple.fr']);
    expect(one.subject).toBe('Objet accentué é');
    expect(one.text).toBe(mail.text);
    expect(one.from?.value).toEqual([{ address: 'ne-pas-repondre@exemple.fr', name: 'Ingénierie 62' }]);
    expect(one.headers.get('auto-submitted')).toBe('auto-generated');
    expect(one.messageId).toBe('<a1b2-c3@exemple.fr>');
    expect((await deliver({})).mail.messageId).toBe(one.messageId);
  });

  test('a mail is HTML beside its text: the same words, escaped, its links and lists; nothing is fetched for it', async () => {
    const text =
      'Bonjour <b>Zoé</b>,\n\nDates :\n- lundi\n- mardi & jeudi\n\nOuvrez\nhttps://exemple.fr/?a=b&c="d.\n\n-- \nFin\n';
    const { mail: one } = await deliver({ text });
    expect(one.text).toBe(text);
    const html = String(one.html);
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('<p>Bonjour &lt;b&gt;Zoé&lt;/b&gt;,</p>');
    expect(html).toContain('<p>Dates :</p>\n<ul><li>lundi</li><li>mardi &amp; jeudi</li></ul>');
    expect(html).toContain('<a href="https://exemple.fr/?a=b&amp;c=">https://exemple.fr/?a=b&amp;c=</a>&quot;d.');
    expect(html).toMatch(/<footer>\s*<p>Fin<\/p>\s*<\/footer>/);
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).not.toMatch(/<img|<script|url\(|src=|@import/i);
  });

  test('a mail bears the name of who has it sent, beside the platform’s own address and no other', async () => {
    const { mail: one } = await deliver({ writer: 'Anne Martin" <x@y.fr>,\r\nBcc: z@y.fr' });
    const [shown, ...others] = one.from?.value ?? [];
    expect(others).toEqual([]);
    expect(shown?.address).toBe('ne-pas-repondre@exemple.fr');
    expect(shown?.name).toMatch(/^Anne Martin.* \(Ingénierie 62\)$/);
    expect(one.headers.has('bcc')).toBe(false);
  });

  test('a mail that takes answers names their box, and comes back to it; another comes back to its sender', async () => {
    const repliesTo = `reunions+${'ab'.repeat(24)}@exemple.fr`;
    const asked = await deliver({ repliesTo });
    expect(asked.from).toBe(repliesTo);
    expect(asked.boxes).toEqual(['zoe@exemple.fr']);
    expect(asked.mail.replyTo?.value).toEqual([{ address: repliesTo, name: '' }]);
    expect(asked.mail.from?.value).toEqual([{ address: 'ne-pas-repondre@exemple.fr', name: 'Ingénierie 62' }]);
    const other = await deliver({ repliesTo: null });
    expect(other.from).toBe('ne-pas-repondre@exemple.fr');
    expect(other.mail.replyTo).toBeUndefined();
  });

  test('a line break in a subject adds no header and no body', async () => {
    const subject = 'Bonjour\r\nBcc: victime@exemple.fr\r\n\r\nCorps\u2028X\u0000\u202eY';
    const { boxes, mail: arrived } = await deliver({ subject });
    expect(boxes).toEqual(['zoe@exemple.fr']);
    expect(arrived.headers.has('bcc')).toBe(false);
    expect(arrived.subject).toBe('Bonjour Bcc: victime@exemple.fr Corps X Y');
    expect(arrived.text).toBe(mail.text);
  });

  test('a text holds what was written, lone dots and lines like headers included, without control characters', async () => {
    const text = 'Un.\r\n.\r\nBcc: x@exemple.fr\rTrois\u0007\u0000 é\n';
    const { mail: arrived, boxes } = await deliver({ text });
    expect(boxes).toEqual(['zoe@exemple.fr']);
    expect(arrived.text).toBe('Un.\n.\nBcc: x@exemple.fr\nTrois   é\n');
  });

  test('an address that is a list, holds a name or a line break is refused for good, and nothing leaves', async () => {
    for (const to of [
      'a@exemple.fr,b@exemple.fr',
      'a@exemple.fr b@exemple.fr',
      'Zoé <a@exemple.fr>',
      'a@exemple.fr\r\nRCPT TO:<b@exemple.fr>',
      'a@exemple.fr>\nBcc: b@exemple.fr',
      '"a b"@exemple.fr',
      'a@@exemple.fr',
      'a@b@exemple.fr',
      '@exemple.fr',
      '',
    ])
      await expect(deliver({ to })).rejects.toBeInstanceOf(RefusedMail);
    expect(server.arrived).toEqual([]);
  });

  test('an address with accents leaves as its server can take it: its domain in ASCII, or whole by SMTPUTF8', async () => {
    const accented = await deliver({ to: 'mairie@xn--hnin-beaumont-bhb.fr' });
    expect(accented.boxes.map(readAddress)).toEqual(['mairie@xn--hnin-beaumont-bhb.fr']);
    expect(accented.extensions).toEqual([]);
    const whole = await deliver({ to: 'prénom@xn--hnin-beaumont-bhb.fr' });
    expect(whole.boxes.map(readAddress)).toEqual(['prénom@xn--hnin-beaumont-bhb.fr']);
    expect(whole.extensions).toEqual(['SMTPUTF8']);
    const { to } = whole.mail;
    const [shown] = Array.isArray(to) ? [] : (to?.value ?? []);
    expect(readAddress(shown?.address ?? '')).toBe('prénom@xn--hnin-beaumont-bhb.fr');
    expect(whole.mail.text).toBe(mail.text);
  });

  test('a box that its server does not know is refused for good; one that is full may be tried again', async () => {
    await expect(deliver({ to: 'inconnue@exemple.fr' })).rejects.toBeInstanceOf(RefusedMail);
    const full = await deliver({ to: 'pleine@exemple.fr' }).catch((error: unknown) => error);
    expect(full).toBeInstanceOf(Error);
    expect(full).not.toBeInstanceOf(RefusedMail);
  });

  test('a server that does not answer fails, to be tried again', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as { port: number };
    await new Promise((resolve) => closed.close(resolve));
    const failure = await smtpMailer(`smtp://127.0.0.1:${port}`, sender)
      .send(mail)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(failure).not.toBeInstanceOf(RefusedMail);
  });
});

describe('as files', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mail-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('each mail is one whole .eml file that a mail program and a plain editor can read; twice is still one', async () => {
    const mailer = folderMailer(join(folder, 'boite'), sender);
    const text = `Ouvrez ce lien :\nhttps://exemple.fr/lien/${'x'.repeat(100)}\n`;
    await mailer.send({ ...mail, text });
    await mailer.send({ ...mail, text });
    await mailer.send({ ...mail, id: 'other' });
    const files = await readdir(join(folder, 'boite'));
    expect(files.sort()).toEqual(['a1b2-c3.eml', 'other.eml']);
    const bytes = await readFile(join(folder, 'boite/a1b2-c3.eml'));
    expect(bytes.toString('utf8')).toContain(text);
    const parsed = await simpleParser(bytes);
    expect(parsed).toMatchObject({ subject: mail.subject, text });
    expect(parsed.to).toMatchObject({ value: [{ address: mail.to }] });
  });

  test('an id cannot lead out of the folder', async () => {
    const inner = join(folder, 'a/b');
    await folderMailer(inner, sender).send({ ...mail, id: '../../sorti' });
    expect(await readdir(inner)).toEqual(['sorti.eml']);
  });

  test('is what happens when no server is set, in the data folder', async () => {
    const settings = { DATA_DIR: folder, MAIL_FROM: sender.from, PUBLIC_URL: 'https://exemple.fr' };
    await openMailer(settings).send(mail);
    expect(await readdir(join(folder, 'mail'))).toEqual(['a1b2-c3.eml']);
  });
});
