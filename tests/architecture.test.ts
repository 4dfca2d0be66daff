// Who may import whom (docs: README « map of folders »). A few lines that keep the house in its shape.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
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
/** The rooms of the domain, lowest first. A new one is one word here, put where it must stand. */
const rooms = [
  'accounts',
  'organisations',
  'texts',
  'history',
  'files',
  'discussions',
  'conventions',
  'obligations',
  'follow-up',
  'budgets',
  'imports',
  'meetings',
  'agendas',
  'outcomes',
  'minutes',
  'scheduling',
  'reports',
  'notifications',
  'exports',
  'demonstrations',
];
/** The room of a file of the domain; '' for the hall, null elsewhere. */
const domainRoom = (path: string) => (path.startsWith('domain/') ? (/^domain\/([^/]+)\//.exec(path)?.[1] ?? '') : null);
const allFiles = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)));
/** These read a clock of their own, which a test that sets the time does not move. The list only shrinks. */
const ownClock: string[] = [
  'domain/accounts/accounts.ts',
  'domain/accounts/known-devices.ts',
  'domain/accounts/links.ts',
  'domain/accounts/sessions.ts',
  'domain/budgets/budgets.ts',
  'domain/conventions/carry-overs.ts',
  'domain/conventions/conventions.ts',
  'domain/discussions/comments.ts',
  'domain/discussions/threads.ts',
  'domain/follow-up/actions.ts',
  'domain/follow-up/deliverables.ts',
  'domain/follow-up/indicators.ts',
  'domain/imports/imports.ts',
  'domain/meetings/calendar-feeds.ts',
  'domain/notifications/digests.ts',
  'domain/notifications/notifications.ts',
  'domain/obligations/evidence.ts',
  'domain/obligations/obligations.ts',
  'domain/organisations/api-keys.ts',
  'domain/organisations/people.ts',
  'domain/outcomes/outcomes.ts',
  'domain/reports/year-reports.ts',
  'domain/texts/documents.ts',
  'domain/viewers.ts',
];
const doors = ['app', 'graphql', 'realtime', 'jobs'];
const show = ({ from, specifier }: Import) => `${from} imports ${specifier}`;
const inRoom = (room: string) => imports.filter((one) => isOurs(one) && roomOf(one.from) === room);

/** What runs in a browser as well; the pages may take values from these alone. */
const windows = [
  /^domain\/([a-z-]+\/)?([a-z]+-)?inputs\.ts$/,
  /^domain\/(fields|parse|address|identity|vocabulary|calendar|work-calendar|school-holidays)\.ts$/,
  /^domain\/texts\/(text-(schema|grammar|sequence)|numbering|symbols|former-tree)\.ts$/,
  /^domain\/conventions\/stale-years\.ts$/,
  /^realtime\/protocol\.ts$/,
  /^realtime\/client\//,
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
    const allowed = ['domain', 'prisma', 'demonstration', 'commands', 'tests', 'bench', ''];
    const wrong = imports.filter(
      (one) =>
        !one.typeOnly &&
        /^(prisma|generated\/prisma)\//.test(one.to) &&
        !allowed.includes(roomOf(one.from)) &&
        // The builder hands the client to Pothos; the queue shares the pool.
        !['graphql/builder.ts', 'generated/pothos-types.ts', 'jobs/boss.ts'].includes(one.from),
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
      if (/^app\/routes\/[^/]+\/route\.tsx$/.test(file)) return false;
      const lines = readFileSync(join(root, file), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '' && !line.startsWith('//'));
      return lines.length > 1 && lines.every((line) => /^export .* from /.test(line));
    });
    expect(barrels).toEqual([]);
  });

  test('rooms of the domain stand in one order: each imports the hall and the rooms before it, the hall no room', () => {
    const wrong = imports.filter((one) => {
      const from = domainRoom(one.from);
      const to = domainRoom(one.to);
      if (from === null || to === null || to === '') return false;
      return rooms.indexOf(to) > rooms.indexOf(from);
    });
    expect(wrong.map(show)).toEqual([]);
  });

  test('a room is named in the order, holds at most 20 files, and is one folder deep', () => {
    const inDomain = files.filter((file) => file.startsWith('domain/'));
    expect(inDomain.filter((file) => file.split('/').length > 3)).toEqual([]);
    const found = new Set(inDomain.flatMap((file) => domainRoom(file) || []));
    expect([...found].sort()).toEqual([...rooms].sort());
    const large = rooms.filter((room) => inDomain.filter((file) => domainRoom(file) === room).length > 20);
    expect(large).toEqual([]);
  });

  test('no file stands in a circle with another, types included', () => {
    const next = new Map(files.map((file) => [file, new Set<string>()]));
    for (const one of imports) if (isOurs(one)) next.get(one.from)?.add(one.to);
    const circles: string[] = [];
    const done = new Set<string>();
    const walk = (file: string, above: string[]) => {
      if (above.includes(file)) circles.push([...above.slice(above.indexOf(file)), file].join(' → '));
      if (done.has(file) || above.includes(file)) return;
      for (const to of next.get(file) ?? []) if (next.has(to)) walk(to, [...above, file]);
      done.add(file);
    };
    for (const file of files) walk(file, []);
    expect(circles).toEqual([]);
  });

  test('what pages share, the tests of the domain and the makers bear the name of a room', () => {
    const named = (file: string) =>
      /^app\/([^/]+)\//.exec(file)?.[1] ??
      /^tests\/domain\/([^/]+)\//.exec(file)?.[1] ??
      /^tests\/build\/([^/]+)\.tsx?$/.exec(file)?.[1];
    const common = ['routes', 'ui', 'editor', 'charts', 'forms', 'frame', 'help'];
    const wrong = files.filter((file) => {
      const name = named(file);
      return name !== undefined && !rooms.includes(name) && !(file.startsWith('app/') && common.includes(name));
    });
    expect(wrong).toEqual([]);
  });

  test('nothing imports a route’s plate, nor another route’s folder but that of its parent', () => {
    const folderOf = (path: string) => /^app\/routes\/([^/]+)\//.exec(path)?.[1] ?? null;
    const wrong = imports.filter((one) => {
      const to = folderOf(one.to);
      if (to === null) return false;
      if (/\/route\.tsx?$/.test(one.to)) return true;
      if (roomOf(one.from) !== 'app') return false;
      const from = folderOf(one.from);
      return from === null || !(from === to || from.startsWith(to));
    });
    expect(wrong.map(show)).toEqual([]);
  });

  test('the database’s folder knows nothing of the trade', () => {
    const wrong = inRoom('prisma').filter((one) => !['prisma', 'generated', ''].includes(roomOf(one.to)));
    expect(wrong.map(show)).toEqual([]);
  });

  test('the two ends of the wire never import each other', () => {
    const end = (path: string) => /^realtime\/(client|server)\//.exec(path)?.[1];
    const wrong = imports.filter((one) => end(one.from) && end(one.to) && end(one.from) !== end(one.to));
    expect(wrong.map(show)).toEqual([]);
  });

  test('at most two migrations keep a copy of the schema', () => {
    const copies = execFileSync(
      'git',
      ['ls-files', '--cached', '--others', '--exclude-standard', 'prisma/migrations/*/schema.prisma'],
      {
        cwd: root,
        encoding: 'utf8',
      },
    );
    expect(copies.split('\n').filter((file) => file !== '' && existsSync(join(root, file))).length).toBeLessThanOrEqual(
      2,
    );
  });

  test('a file exports what it says itself; the plates of routes alone hand on', () => {
    const wrong = files.filter(
      (file) =>
        !/^app\/routes\/[^/]+\/route\.tsx?$/.test(file) &&
        /^export\s[^;'"]*\bfrom\s+['"][#.]/m.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(wrong).toEqual([]);
  });

  test('a comment names only files that exist', () => {
    const known = new Set([...allFiles, ...allFiles.map((file) => file.split('/').at(-1) ?? '')]);
    const wrong = files
      .filter((file) => !/^(tests|bench)\//.test(file))
      .flatMap((file) => {
        const comments = readFileSync(join(root, file), 'utf8').match(/^\s*(?:\/\/|\/?\*).*$/gm) ?? [];
        const names = comments.join('\n').match(/(?<![\w@#$*<>./-])[\w./-]*\w\.tsx?\b(?![\w'’])/g) ?? [];
        return names
          .filter((name) => !known.has(name) && !allFiles.some((one) => one.endsWith(`/${name}`)))
          .map((name) => `${file} names ${name}`);
      });
    expect(wrong).toEqual([]);
  });

  test('the domain asks the time of calendar.ts alone, but for those that are still to be mended', () => {
    const asking = files.filter(
      (file) =>
        file.startsWith('domain/') &&
        file !== 'domain/calendar.ts' &&
        /\bnew Date\(\)|\bDate\.now\(\)/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(asking.sort()).toEqual(ownClock);
  });
});
