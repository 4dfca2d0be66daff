// Who may import whom (docs: README « map of folders »). A few lines that keep the house in its shape.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && !file.startsWith('tests/e2e/'));

interface Import {
  from: string;
  to: string;
  specifier: string;
  typeOnly: boolean;
}

const IMPORT =
  /^\s*(?:import|export)\s+(type\s+)?(?:[^'"]*?\bfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gms;
const STATEMENT = /^\s*(import|export)\b[^;]*?\bfrom\s*['"]([^'"]+)['"]/gm;

/** Whether everything that an import statement takes is a type. */
const takesTypesOnly = (statement: string) => {
  if (/^\s*(import|export)\s+type\b/.test(statement)) return true;
  const braces = /\{([^}]*)\}/.exec(statement)?.[1];
  const before = statement.slice(0, statement.indexOf('{'));
  return (
    braces !== undefined &&
    /^\s*(import|export)\s*$/.test(before) &&
    braces.split(',').every((name) => !name.trim() || name.trim().startsWith('type '))
  );
};

function importsOf(file: string): Import[] {
  const source = readFileSync(join(root, file), 'utf8');
  const typeOnly = new Map<string, boolean>();
  for (const [statement, , specifier = ''] of source.matchAll(STATEMENT))
    typeOnly.set(specifier, (typeOnly.get(specifier) ?? true) && takesTypesOnly(statement));
  return [...source.matchAll(IMPORT)].flatMap(([, , direct, dynamic]) => {
    const specifier = direct ?? dynamic ?? '';
    const to = specifier.startsWith('#')
      ? specifier.slice(1)
      : specifier.startsWith('.')
        ? normalize(join(dirname(file), specifier))
        : specifier;
    return [{ from: file, to, specifier, typeOnly: dynamic === undefined && (typeOnly.get(specifier) ?? false) }];
  });
}

const imports = files.flatMap(importsOf);
const isOurs = ({ specifier }: Import) => specifier.startsWith('#') || specifier.startsWith('.');
const roomOf = (path: string) => (path.includes('/') ? (path.split('/')[0] ?? '') : '');
const doors = ['app', 'graphql', 'realtime', 'jobs'];
const show = ({ from, specifier }: Import) => `${from} imports ${specifier}`;
const inRoom = (room: string) => imports.filter((one) => isOurs(one) && roomOf(one.from) === room);

/** What runs in a browser as well; the pages may take values from these alone. */
const windows = [
  /^domain\/inputs\//,
  /^domain\/vocabulary\.ts$/,
  /^domain\/calendar\.ts$/,
  /^domain\/text-(schema|grammar|sequence)\.ts$/,
  /^domain\/(stale-years|numbering)\.ts$/,
  /^domain\/symbols\.ts$/,
  /^domain\/(work-calendar|school-holidays)\.ts$/,
  /^realtime\/protocol\.ts$/,
  /^realtime\/client\.ts$/,
];
/** Refusals import nothing at all, so that whatever runs in a browser may raise them. */
const isHarmless = (path: string) => path === 'domain/errors.ts';
const isWindow = (path: string) => windows.some((window) => window.test(path));

describe('the house', () => {
  test('there are files to judge, and imports in them', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(imports.length).toBeGreaterThan(200);
  });

  test('across a border one imports by #folder/file, inside a folder by ./file', () => {
    const wrong = imports.filter((one) => {
      if (!isOurs(one) || roomOf(one.from) === '') return false;
      const crosses = roomOf(one.to) !== roomOf(one.from) && roomOf(one.to) !== '';
      return crosses
        ? one.specifier.startsWith('.')
        : one.specifier.startsWith('#') && roomOf(one.to) === roomOf(one.from) && roomOf(one.from) !== 'tests';
    });
    expect(wrong.map(show)).toEqual([]);
  });

  test.each(doors)('%s imports no other door’s running code', (door) => {
    const wrong = inRoom(door).filter(
      (one) => !one.typeOnly && doors.includes(roomOf(one.to)) && roomOf(one.to) !== door && !isWindow(one.to),
    );
    expect(wrong.map(show)).toEqual([]);
  });

  test('the pages take values through the browser-safe windows alone', () => {
    const wrong = inRoom('app').filter((one) => !one.typeOnly && roomOf(one.to) !== 'app' && !isWindow(one.to));
    expect(wrong.map(show)).toEqual([]);
  });

  test('what a window shows imports nothing but windows, so that it runs in a browser', () => {
    const seen = files.filter(isWindow);
    const wrong = seen
      .flatMap(importsOf)
      .filter(
        (one) =>
          !one.typeOnly &&
          ((isOurs(one) && !isWindow(one.to) && !isHarmless(one.to) && roomOf(one.to) !== 'realtime') ||
            one.specifier.startsWith('node:')),
      );
    expect(wrong.map(show)).toEqual([]);
  });

  test('the domain knows no door, no HTTP, no socket and no React', () => {
    const wrong = imports.filter(
      (one) =>
        roomOf(one.from) === 'domain' &&
        !one.typeOnly &&
        (doors.includes(roomOf(one.to)) ||
          /^(express|socket\.io|react|@remix-run\/|graphql|nodemailer|node:http)/.test(one.specifier)),
    );
    expect(wrong.map(show)).toEqual([]);
  });

  test('formats know no database and no domain but the text model and its errors', () => {
    const wrong = inRoom('formats').filter(
      (one) =>
        !one.typeOnly &&
        !['formats', ''].includes(roomOf(one.to)) &&
        !isWindow(one.to) &&
        one.to !== 'domain/errors.ts',
    );
    expect(wrong.map(show)).toEqual([]);
  });

  test('only the domain and what serves it touch the database', () => {
    const allowed = ['domain', 'prisma', 'tests', 'bench', ''];
    const wrong = imports.filter(
      (one) =>
        !one.typeOnly &&
        one.to.startsWith('prisma/') &&
        !allowed.includes(roomOf(one.from)) &&
        // The builder hands the client to Pothos; the queue shares the pool.
        !['graphql/builder.ts', 'graphql/pothos-types.ts', 'jobs/boss.ts'].includes(one.from),
    );
    expect(wrong.map(show)).toEqual([]);
  });

  test('only env.ts reads the environment', () => {
    const wrong = files.filter(
      (file) =>
        !/^(env\.ts|prisma\.config\.ts|prisma\/new-migration\.ts|tests\/|bench\/|playwright|vitest)/.test(file) &&
        /process\.env\b/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(wrong).toEqual([]);
  });

  test('there are no barrels: no index.ts, no file of re-exports', () => {
    const barrels = files.filter((file) => {
      if (/(^|\/)index\.tsx?$/.test(file)) return true;
      const lines = readFileSync(join(root, file), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '' && !line.startsWith('//'));
      return lines.length > 1 && lines.every((line) => /^export .* from /.test(line));
    });
    expect(barrels).toEqual([]);
  });
});
