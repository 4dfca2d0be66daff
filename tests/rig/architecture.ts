// The rules of the house, each a function of a tree of files that answers what breaks it: architecture.test.ts holds the
// repository to them, architecture-rules.test.ts breaks each once.

import { dirname, join, normalize } from 'node:path';

/** A tree of files: those of code, every one, and the words of each. */
export interface House {
  files: readonly string[];
  all: readonly string[];
  read(file: string): string;
}

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

function importsOf(house: House, file: string): Import[] {
  const source = house.read(file);
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

const known = new WeakMap<House, Import[]>();

/** Every import of a tree, read once. */
export function importsIn(house: House): readonly Import[] {
  const read = known.get(house) ?? house.files.flatMap((file) => importsOf(house, file));
  known.set(house, read);
  return read;
}

const isOurs = ({ specifier }: Import) => specifier.startsWith('#') || specifier.startsWith('.');
const folderOf = (path: string) => (path.includes('/') ? (path.split('/')[0] ?? '') : '');

/** The rooms of the domain, lowest first. A new one is one word here, put where it must stand. */
const rooms = [
  'accounts',
  'organisations',
  'texts',
  'comparison',
  'written',
  'history',
  'webhooks',
  'versions',
  'suggestions',
  'files',
  'datasets',
  'discussions',
  'conventions',
  'obligations',
  'follow-up',
  'budgets',
  'imports',
  'returns',
  'meetings',
  'agendas',
  'outcomes',
  'minutes',
  'scheduling',
  'reports',
  'templates',
  'notifications',
  'exports',
  'upserts',
  'demonstrations',
  'search',
];
/** The room of a file of the domain; '' for the hall, null elsewhere. */
const domainRoom = (path: string) => (path.startsWith('domain/') ? (/^domain\/([^/]+)\//.exec(path)?.[1] ?? '') : null);
const doors = ['app', 'graphql', 'realtime', 'datasets', 'jobs'];
const show = ({ from, specifier }: Import) => `${from} imports ${specifier}`;
const wrongImports = (isWrong: (one: Import) => boolean) => (house: House) =>
  importsIn(house).filter(isWrong).map(show);
const wrongFiles = (isWrong: (file: string, house: House) => boolean) => (house: House) =>
  house.files.filter((file) => isWrong(file, house));

/** What runs in a browser as well; the pages may take values from these alone. */
const windows = [
  /^domain\/([a-z-]+\/)?([a-z]+-)?inputs\.ts$/,
  /^domain\/(fields|parse|address|web-address|french|identity|vocabulary|convention-title|calendar|paris-time|work-calendar|school-holidays)\.ts$/,
  /^domain\/texts\/(text-(schema|grammar|sequence)|numbering|symbols|former-tree)\.ts$/,
  /^domain\/written\//,
  /^domain\/conventions\/stale-years\.ts$/,
  /^domain\/templates\/fields\.ts$/,
  /^domain\/[a-z-]+\/bounds\.ts$/,
  /^domain\/(notifications\/places|discussions\/bodies|suggestions\/(inserted-words|kept-lines|kept-units))\.ts$/,
  /^realtime\/protocol\.ts$/,
  /^realtime\/client\//,
];
/** Refusals import nothing at all, so that whatever runs in a browser may raise them. */
const isHarmless = (path: string) => path === 'domain/errors.ts';
const isWindow = (path: string) => windows.some((window) => window.test(path));

const isPlate = (path: string) => /^app\/routes\/[^/]+\/route\.tsx?$/.test(path);
const routeOf = (path: string) => /^app\/routes\/([^/]+)\//.exec(path)?.[1] ?? null;
const endOf = (path: string) => /^realtime\/(client|server)\//.exec(path)?.[1];
const codeLines = (source: string) =>
  source.split('\n').filter((line) => line.trim() !== '' && !line.trimStart().startsWith('//'));

/** Folders of app/ that are no room's. */
const common = ['routes', 'ui', 'editor', 'charts', 'forms', 'frame', 'help'];

/** Who may touch the database: the domain and what serves it. */
const nearTheDatabase = ['domain', 'prisma', 'demonstration', 'commands', 'tests', 'bench', ''];

function circlesIn(house: House): string[] {
  const next = new Map(house.files.map((file) => [file, new Set<string>()]));
  for (const one of importsIn(house)) if (isOurs(one)) next.get(one.from)?.add(one.to);
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, above: string[]) => {
    if (above.includes(file)) circles.push([...above.slice(above.indexOf(file)), file].join(' → '));
    if (done.has(file) || above.includes(file)) return;
    for (const to of next.get(file) ?? []) if (next.has(to)) walk(to, [...above, file]);
    done.add(file);
  };
  for (const file of house.files) walk(file, []);
  return circles;
}

/** Files that comments name and nobody has. */
function goneIn(house: House): string[] {
  const there = new Set([...house.all, ...house.all.map((file) => file.split('/').at(-1) ?? '')]);
  return house.files
    .filter((file) => !/^(tests|bench)\//.test(file))
    .flatMap((file) => {
      const comments = house.read(file).match(/^\s*(?:\/\/|\/?\*).*$/gm) ?? [];
      const names = comments.join('\n').match(/(?<![\w@#$*<>./-])[\w./-]*\w\.tsx?\b(?![\w'’])/g) ?? [];
      return names
        .filter((name) => !there.has(name) && !house.all.some((one) => one.endsWith(`/${name}`)))
        .map((name) => `${file} names ${name}`);
    });
}

/** Rooms that are unnamed, too large or too deep. */
function illFormedRooms(house: House): string[] {
  const inDomain = house.files.filter((file) => file.startsWith('domain/'));
  const found = [...new Set(inDomain.flatMap((file) => domainRoom(file) || []))];
  return [
    ...inDomain.filter((file) => file.split('/').length > 3).map((file) => `${file} is too deep`),
    ...found.filter((room) => !rooms.includes(room)).map((room) => `${room} is not in the order`),
    ...found
      .filter((room) => inDomain.filter((file) => domainRoom(file) === room).length > 20)
      .map((room) => `${room} holds more than 20 files`),
  ];
}

/** Each rule of the house by its sentence; a rule answers what breaks it. */
export const houseRules: Readonly<Record<string, (house: House) => string[]>> = {
  'across a border one imports by #folder/file, inside a folder by ./file': wrongImports((one) => {
    const [from, to] = [folderOf(one.from), folderOf(one.to)];
    if (!isOurs(one) || from === '') return false;
    if (to !== from && to !== '') return one.specifier.startsWith('.');
    return one.specifier.startsWith('#') && to === from && from !== 'tests';
  }),

  'a door imports no other door’s running code': wrongImports((one) => {
    const [from, to] = [folderOf(one.from), folderOf(one.to)];
    return (
      isOurs(one) && !one.typeOnly && doors.includes(from) && doors.includes(to) && from !== to && !isWindow(one.to)
    );
  }),

  'the pages take values through the browser-safe windows alone': wrongImports(
    (one) =>
      isOurs(one) && folderOf(one.from) === 'app' && !one.typeOnly && folderOf(one.to) !== 'app' && !isWindow(one.to),
  ),

  'what a window shows imports nothing but windows, so that it runs in a browser': wrongImports(
    (one) =>
      isWindow(one.from) &&
      !one.typeOnly &&
      ((isOurs(one) && !isWindow(one.to) && !isHarmless(one.to) && folderOf(one.to) !== 'realtime') ||
        one.specifier.startsWith('node:')),
  ),

  'the domain knows no door, no HTTP, no socket and no React': wrongImports(
    (one) =>
      folderOf(one.from) === 'domain' &&
      !one.typeOnly &&
      (doors.includes(folderOf(one.to)) ||
        /^(express|socket\.io|react|@remix-run\/|graphql|nodemailer|node:http)/.test(one.specifier)),
  ),

  'formats know no database and no domain but the text model and its errors': wrongImports(
    (one) =>
      isOurs(one) &&
      folderOf(one.from) === 'formats' &&
      !one.typeOnly &&
      !['formats', ''].includes(folderOf(one.to)) &&
      !isWindow(one.to) &&
      !isHarmless(one.to),
  ),

  'only the domain and what serves it touch the database': wrongImports(
    (one) =>
      !one.typeOnly &&
      /^(prisma|generated\/prisma)\//.test(one.to) &&
      !nearTheDatabase.includes(folderOf(one.from)) &&
      // The queue shares the pool.
      one.from !== 'jobs/boss.ts',
  ),

  'only env.ts reads the environment': wrongFiles(
    (file, house) =>
      !/^(env\.ts|prisma\.config\.ts|prisma\/new-migration\.ts|tests\/|bench\/|playwright|vitest)/.test(file) &&
      /process\.env\b/.test(house.read(file)),
  ),

  'there are no barrels: no index.ts, no file of re-exports': wrongFiles((file, house) => {
    if (/(^|\/)index\.tsx?$/.test(file)) return true;
    const lines = codeLines(house.read(file));
    return !isPlate(file) && lines.length > 1 && lines.every((line) => /^export .* from /.test(line));
  }),

  'rooms of the domain stand in one order: each imports the hall and the rooms before it, the hall no room':
    wrongImports((one) => {
      const [from, to] = [domainRoom(one.from), domainRoom(one.to)];
      if (from === null || to === null || to === '') return false;
      return rooms.indexOf(to) > rooms.indexOf(from);
    }),

  'a room is named in the order, holds at most 20 files, and is one folder deep': illFormedRooms,

  'no file stands in a circle with another, types included': circlesIn,

  'what pages share, the tests of the domain and the makers bear the name of a room': wrongFiles((file) => {
    const name =
      /^app\/([^/]+)\//.exec(file)?.[1] ??
      /^tests\/domain\/([^/]+)\//.exec(file)?.[1] ??
      /^tests\/build\/([^/]+)\.tsx?$/.exec(file)?.[1];
    return name !== undefined && !rooms.includes(name) && !(file.startsWith('app/') && common.includes(name));
  }),

  'nothing imports a route’s plate, nor another route’s folder but that of its parent': wrongImports((one) => {
    const to = routeOf(one.to);
    if (to === null) return false;
    if (isPlate(one.to)) return true;
    if (folderOf(one.from) !== 'app') return false;
    const from = routeOf(one.from);
    return from === null || !(from === to || from.startsWith(to));
  }),

  'the database’s folder knows nothing of the trade': wrongImports(
    (one) => isOurs(one) && folderOf(one.from) === 'prisma' && !['prisma', 'generated', ''].includes(folderOf(one.to)),
  ),

  'the two ends of the wire never import each other': wrongImports((one) => {
    const [from, to] = [endOf(one.from), endOf(one.to)];
    return from !== undefined && to !== undefined && from !== to;
  }),

  'at most two migrations keep a copy of the schema': ({ all }) =>
    all.filter((file) => /^prisma\/migrations\/[^/]+\/schema\.prisma$/.test(file)).slice(2),

  'a file exports what it says itself; the plates of routes alone hand on': wrongFiles(
    (file, house) => !isPlate(file) && /^export\s[^;'"]*\bfrom\s+['"][#.]/m.test(house.read(file)),
  ),

  'a comment names only files that exist': goneIn,

  'the domain asks the time of calendar.ts alone': wrongFiles(
    (file, house) =>
      file.startsWith('domain/') &&
      file !== 'domain/calendar.ts' &&
      /\bnew Date\(\)|\bDate\.now\(\)/.test(house.read(file)),
  ),

  'whether words are a web address is asked of web-address.ts alone': wrongFiles(
    (file, house) =>
      file !== 'domain/web-address.ts' && !file.startsWith('tests/') && /\bURL\.canParse\(/.test(house.read(file)),
  ),

  'rights are judged in permissions.ts alone': wrongFiles(
    (file, house) =>
      /^(domain|graphql|realtime|jobs)\//.test(file) &&
      // What one is, is shown to oneself.
      !['domain/permissions.ts', 'graphql/types/viewer.ts'].includes(file) &&
      /\bviewer\.(platform|organisation)Administrator\b|\bparticipantRoles\.indexOf\('/.test(house.read(file)),
  ),
};
