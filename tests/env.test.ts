// The environment: defaults, clear refusals, the kept secret; and the log, which names nobody.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readEnvironment } from '#env.ts';

const root = join(import.meta.dirname, '..');

/** Runs an ES module of this project in its own process. */
const run = (script: string, variables: Record<string, string>) =>
  spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: root,
    env: { ...process.env, ...variables },
    encoding: 'utf8',
  });

test('nothing needs to be set to try the platform', () => {
  expect(readEnvironment({ DATABASE_URL: '' })).toMatchObject({
    PORT: 3000,
    HOST: '127.0.0.1',
    PUBLIC_URL: 'http://localhost:3000',
    MAIL_FROM: 'Ingénierie 62 <ne-pas-repondre@localhost>',
    LOG_LEVEL: 'info',
  });
  expect(readEnvironment({ PORT: '8062' }).PUBLIC_URL).toBe('http://localhost:8062');
});

test.each([
  ['PORT', 'huit'],
  ['PORT', '70000'],
  ['PUBLIC_URL', 'ingenierie62.fr'],
  ['PUBLIC_URL', 'http://ingenierie62.fr/app'],
  ['DATABASE_URL', 'mysql://agent:motdepasse@serveur/base'],
  ['REDIS_URL', 'serveur:6379'],
  ['REDIS_URL', 'redis://:motdepasse@serveur:6379'],
  ['TRUSTED_PROXIES', '10.1.2.0/99'],
  ['FILES_URL', 'https://cle:secret@serveur/compartiment'],
  ['FILES_URL', 's3://serveur/compartiment'],
  ['FILES_URL', 's3://cle:secret@serveur'],
  ['FILES_URL', 's3://cle:secret@serveur/a/b'],
  ['FILES_URL', 's3://cle:secret@serveur/compartiment?tls=peut-etre'],
  ['FILES_URL', 's3://cle:secret@serveur/compartiment?regoin=gra'],
  ['FILES_URL', 's3://cle:%zz@serveur/compartiment'],
  ['SMTP_URL', 'https://agent:motdepasse@serveur'],
  ['MAILBOX_URL', 'https://agent:motdepasse@serveur'],
  ['MAILBOX_ADDRESS', 'une-boite-au-nom-trop-long@exemple.fr'],
  ['LOG_LEVEL', 'bavard'],
  ['SESSION_SECRET', 'motdepasse'],
])('a wrong %s (%s) is refused in a sentence that names it and does not repeat it', (name, value) => {
  expect(() => readEnvironment({ [name]: value })).toThrow(new RegExp(`^${name} : .+\\.$`));
  expect(() => readEnvironment({ [name]: value })).not.toThrow(value);
});

test('a mailbox is read at an address, and an address is one of a box that is read', () => {
  const both = { MAILBOX_URL: 'imaps://agent:motdepasse@serveur', MAILBOX_ADDRESS: 'reunions@exemple.fr' };
  expect(readEnvironment(both)).toMatchObject(both);
  for (const [name, value] of Object.entries(both))
    expect(() => readEnvironment({ [name]: value })).toThrow(/^MAILBOX_URL et MAILBOX_ADDRESS : /);
});

test('files are kept in a bucket where one is said, its parts read as addresses are written', () => {
  const { FILES_URL } = readEnvironment({ FILES_URL: 's3://cle:a%2Fb%2Bc@s3.exemple.fr:9000/partage?region=gra' });
  expect(FILES_URL).toEqual({
    endpoint: 'https://s3.exemple.fr:9000',
    region: 'gra',
    bucket: 'partage',
    accessKeyId: 'cle',
    secretAccessKey: 'a/b+c',
  });
  expect(readEnvironment({ FILES_URL: 's3://a:b@localhost/partage?tls=non' }).FILES_URL?.endpoint).toBe(
    'http://localhost',
  );
});

test('a wrong value ends the process with code 78 and its sentence', () => {
  const { status, stderr } = run(`import './env.ts'`, { PORT: 'huit', LOG_LEVEL: 'bavard' });
  expect(status).toBe(78);
  expect(stderr).toContain('PORT : doit être un nombre.');
  expect(stderr).toContain('LOG_LEVEL : doit être');
});

test.each([{ NODE_ENV: 'production' }, { PUBLIC_URL: 'https://ingenierie62.fr' }])('%o needs a secret', (variables) => {
  expect(() => readEnvironment(variables)).toThrow('SESSION_SECRET');
  expect(readEnvironment({ ...variables, SESSION_SECRET: 's'.repeat(32) }).SESSION_SECRET).toBe('s'.repeat(32));
});

test('without a given secret one is made once, for nobody else to read, and kept for the next start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'i62-'));
  const { SESSION_SECRET } = readEnvironment({ DATA_DIR: folder });
  expect(SESSION_SECRET.length).toBeGreaterThanOrEqual(32);
  expect(readEnvironment({ DATA_DIR: folder }).SESSION_SECRET).toBe(SESSION_SECRET);
  expect(statSync(join(folder, 'session-secret')).mode & 0o777).toBe(0o600);
  rmSync(folder, { recursive: true });
});

test('what names a person or opens a door is not in the log', () => {
  const { stdout } = run(
    `import { log } from './log.ts';
     const person = { id: 'p1', email: 'agent@pasdecalais.fr', name: 'Agent Secret', passwordHash: 'secret' };
     const request = { url: '/', headers: { cookie: 'secret', authorization: 'secret' }, remoteAddress: '10.6.2.1' };
     log.info({ ...person, person, req: request, err: Object.assign(new Error('x'), { detail: 'secret' }) }, 'seen');`,
    { LOG_LEVEL: 'info' },
  );
  expect(JSON.parse(stdout)).toMatchObject({ msg: 'seen', id: 'p1', person: { id: 'p1' }, req: { url: '/' } });
  expect(stdout).not.toMatch(/secret|agent|10\.6\.2\.1/i);
});
