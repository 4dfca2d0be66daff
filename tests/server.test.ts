// The server as a process: it starts again after real use, its commands see its data and wait for it, what it keeps is its
// own, and what prevents it from starting is one sentence.
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bold, makeDocx, p } from './formats/make-files.ts';
import { freePort } from './rig/free-port.ts';
import { createOnPostgresql, whyNoPostgresql } from './rig/postgresql.ts';
import { run, runServer, startServer } from './rig/server-run.ts';

const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'i62-server-'));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const whyNot = await whyNoPostgresql();

const PASSWORD = 'Terril-Demo-2026';

/** The API of a server, signed in. */
async function signInAt(url: string, email: string) {
  let cookie = '';
  async function ask<Data>(query: string, variables: object = {}): Promise<Data> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, ...(cookie && { cookie }) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }
  const { openSession } = await ask<{ openSession: { token: string } }>(
    'mutation ($input: OpenSessionInput!) { openSession(input: $input) { token } }',
    { input: { email, password: PASSWORD } },
  );
  cookie = `session=${openSession.token}`;
  return ask;
}

const written = makeDocx(
  [p('CONVENTION 2025'), bold('Article 1 : Objet'), p('La convention fixe le programme de 2025.')].join(''),
);

/** Imports a convention of 2025, as people do, and prepares 2026 from it and from the demonstration's. */
async function spendADay(url: string): Promise<void> {
  const ask = await signInAt(url, 'dat@demo.test');
  const upload = await ask<{ uploadConvention: { id: string } }>(
    'mutation ($input: UploadConventionInput!) { uploadConvention(input: $input) { id } }',
    { input: { fileName: 'convention-2025.docx', content: written.toString('base64') } },
  );
  const confirmed = await ask<{ confirmImport: { id: string } }>(
    'mutation ($input: ConfirmImportInput!) { confirmImport(input: $input) { id } }',
    { input: { draftId: upload.uploadConvention.id, title: 'La convention importée', year: 2025 } },
  );
  await ask('mutation ($input: ContinueConventionInput!) { continueConvention(input: $input) { id } }', {
    input: { conventionId: confirmed.confirmImport.id, title: 'La suivante', year: 2026 },
  });
}

const titlesAt = async (url: string) => {
  const ask = await signInAt(url, 'dat@demo.test');
  const { conventions } = await ask<{ conventions: { edges: { node: { title: string; year: number } }[] } }>(
    '{ conventions(first: 50) { edges { node { title year } } } }',
  );
  return conventions.edges.map(({ node }) => `${node.year} ${node.title}`).sort();
};

describe('after an ordinary day', () => {
  const DATA_DIR = newFolder();
  const env = { DATA_DIR, PORT: 0 };
  const administrator = [
    'commands/administrator.ts',
    'premiere@exemple.fr',
    'Zoé Martin',
    'Département du Pas-de-Calais',
  ];
  let before: string[];

  beforeAll(async () => {
    env.PORT = await freePort();
  });

  test('it starts again and again with what was there, without a warning', async () => {
    const first = await startServer(env);
    await spendADay(first.url);
    before = await titlesAt(first.url);
    expect(before).toHaveLength(4);
    const stopped = await first.stop();
    expect(stopped.err).toBe('');
    expect(stopped.out).not.toMatch(/warning|deprecat/i);
    const second = await startServer(env);
    expect(await titlesAt(second.url)).toEqual(before);
    await second.kill();
    const third = await startServer(env);
    expect(await titlesAt(third.url)).toEqual(before);
    for (const command of [administrator, ['commands/project.ts', 'all'], ['commands/demonstration.ts', 'vider']]) {
      const { code, err, out } = await run(command, { DATA_DIR });
      expect({ command, code, out }).toEqual({ command, code: 1, out: '' });
      expect(err).toMatch(/^Le dossier de données est déjà utilisé par un autre processus \(numéro \d+\)[^\n]+\n$/);
    }
    expect((await third.stop()).code).toBe(0);
  }, 400_000);

  test('nothing of what it keeps can be read by others, whatever the umask', () => {
    const open = readdirSync(DATA_DIR, { recursive: true, encoding: 'utf8' })
      .concat('.')
      .filter((name) => (statSync(join(DATA_DIR, name)).mode & 0o077) !== 0);
    expect(open).toEqual([]);
    for (const name of ['database', 'mail', 'files', 'session-secret']) expect(readdirSync(DATA_DIR)).toContain(name);
  });

  test('its commands see its data, and print a link to where it answers', async () => {
    const projected = await run(['commands/project.ts', 'all'], { DATA_DIR });
    expect(projected.code).toBe(0);
    expect(projected.out.trim().split('\n')).toHaveLength(4);
    const named = await run(administrator, { DATA_DIR });
    expect(named.out).toContain(`\nhttp://localhost:${env.PORT}/lien/`);
    expect((await run(administrator, { DATA_DIR, PORT: 3999 })).out).toContain('\nhttp://localhost:3999/lien/');
    const said = await run(['commands/demonstration.ts'], { DATA_DIR });
    expect(said).toMatchObject({ code: 0, err: '' });
    expect(said.out).toContain('2025 : ');
    expect((await run(['commands/demonstration.ts', 'vider'], { DATA_DIR })).out).toContain(
      'La démonstration est vidée',
    );
    expect((await run(['commands/project.ts', 'all'], { DATA_DIR })).out.trim().split('\n')).toHaveLength(2);
    expect(readdirSync(join(DATA_DIR, 'database'))).not.toContain('database');
  }, 240_000);
});

describe('what prevents it from starting is one sentence and code 1', () => {
  const oneSentence = (ended: { code: number | null; err: string }) => {
    expect(ended.code).toBe(1);
    expect(ended.err.trim().split('\n')).toHaveLength(1);
    expect(ended.err).not.toMatch(/Error|\bat \//);
    return ended.err;
  };

  test('a port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const said = oneSentence(await runServer({ DATA_DIR: newFolder(), PORT: port }));
    expect(said).toContain(`Le port ${port} est déjà pris`);
    other.close();
  });

  test('a data folder that cannot be written', async () => {
    const file = join(newFolder(), 'fichier');
    writeFileSync(file, '');
    for (const DATA_DIR of [file, join(file, 'dedans'), ...(existsSync('/proc/self') ? ['/proc/i62'] : [])])
      expect(oneSentence(await runServer({ DATA_DIR, PORT: await freePort() }))).toContain(DATA_DIR);
  });

  test('a database that is not there, or is not one', async () => {
    const silent = await freePort();
    const deaf = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
    const { port } = deaf.address() as { port: number };
    const urls = [
      `postgres://a@127.0.0.1:${silent}/b`,
      'postgres://a@introuvable.invalid/b',
      `postgres://a@127.0.0.1:${port}/b`,
    ];
    for (const DATABASE_URL of urls) {
      const env = { DATABASE_URL, DATA_DIR: newFolder(), PORT: await freePort() };
      for (const ended of [await runServer(env), await run(['commands/project.ts', 'all'], env)])
        expect(oneSentence(ended)).toContain('DATABASE_URL');
    }
    deaf.close();
  });

  test.skipIf(whyNot)(
    `a base or an account that PostgreSQL does not know${whyNot ? ` (skipped: ${whyNot})` : ''}`,
    async () => {
      const { url, drop } = await createOnPostgresql();
      const missing = Object.assign(new URL(url), { pathname: '/i62_absente' }).href;
      const env = { DATABASE_URL: missing, DATA_DIR: newFolder(), PORT: await freePort() };
      expect(oneSentence(await runServer(env))).toContain('« i62_absente » n’existe pas');
      await drop();
    },
  );
});
