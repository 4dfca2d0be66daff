// Each rule of the house broken once, in a tree made up for it: a rule that finds nothing there holds nothing.
import { describe, expect, test } from 'vitest';
import { type House, houseRules } from './rig/architecture.ts';

type Tree = Readonly<Record<string, string>>;

const houseOf = (tree: Tree): House => ({
  all: Object.keys(tree),
  files: Object.keys(tree).filter((file) => /\.tsx?$/.test(file)),
  read: (file) => tree[file] ?? '',
});

/** By rule: what breaks it, and what stands beside it and does not. */
const broken: Readonly<Record<string, { wrong: Tree; right: Tree }[]>> = {
  'across a border one imports by #folder/file, inside a folder by ./file': [
    {
      wrong: { 'graphql/a.ts': "import { b } from '../domain/b.ts';" },
      right: { 'graphql/a.ts': "import { b } from '#domain/b.ts';" },
    },
    {
      wrong: { 'domain/a.ts': "import { b } from '#domain/b.ts';" },
      right: { 'domain/a.ts': "import { b } from './b.ts';" },
    },
  ],
  'a door imports no other door’s running code': [
    {
      wrong: { 'app/a.ts': "import { b } from '#graphql/b.ts';" },
      right: { 'app/a.ts': "import type { b } from '#graphql/b.ts';" },
    },
    {
      wrong: { 'jobs/a.ts': "const { b } = await import('#realtime/server/b.ts');" },
      right: { 'jobs/a.ts': "import { b } from '#realtime/protocol.ts';" },
    },
  ],
  'the pages take values through the browser-safe windows alone': [
    {
      wrong: { 'app/a.ts': "import { type One, b } from '#domain/meetings/answers.ts';" },
      right: { 'app/a.ts': "import { b } from '#domain/meetings/inputs.ts';" },
    },
  ],
  'what a window shows imports nothing but windows, so that it runs in a browser': [
    {
      wrong: { 'domain/meetings/inputs.ts': "import { b } from '../permissions.ts';" },
      right: { 'domain/meetings/inputs.ts': "import { b } from '../errors.ts';" },
    },
    { wrong: { 'domain/calendar.ts': "import { readFile } from 'node:fs';" }, right: { 'domain/calendar.ts': '' } },
  ],
  'the domain knows no door, no HTTP, no socket and no React': [
    {
      wrong: { 'domain/a.ts': "import { b } from '#graphql/b.ts';" },
      right: { 'domain/a.ts': "import { b } from '#prisma/b.ts';" },
    },
    {
      wrong: { 'domain/a.ts': "import express from 'express';" },
      right: { 'domain/a.ts': "import { Doc } from 'yjs';" },
    },
  ],
  'formats know no database and no domain but the text model and its errors': [
    {
      wrong: { 'formats/a.ts': "import { b } from '#prisma/client.ts';" },
      right: { 'formats/a.ts': "import { b } from '#domain/texts/text-schema.ts';" },
    },
    {
      wrong: { 'formats/a.ts': "import { b } from '#domain/permissions.ts';" },
      right: { 'formats/a.ts': "import { b } from '#domain/errors.ts';" },
    },
  ],
  'only the domain and what serves it touch the database': [
    {
      wrong: { 'realtime/server/a.ts': "import { prisma } from '#prisma/client.ts';" },
      right: { 'domain/a.ts': "import { prisma } from '#prisma/client.ts';" },
    },
  ],
  'only env.ts reads the environment': [
    { wrong: { 'jobs/a.ts': 'const a = process.env.A;' }, right: { 'env.ts': 'const a = process.env.A;' } },
  ],
  'there are no barrels: no index.ts, no file of re-exports': [
    { wrong: { 'domain/files/index.ts': '' }, right: { 'domain/files/files.ts': '' } },
    {
      wrong: { 'app/a.ts': "// All.\nexport { b } from './b.ts';\nexport { c } from './c.ts';" },
      right: { 'app/routes/a/route.tsx': "export { b } from './b.ts';\nexport { c } from './c.ts';" },
    },
  ],
  'rooms of the domain stand in one order: each imports the hall and the rooms before it, the hall no room': [
    {
      wrong: { 'domain/meetings/a.ts': "import { b } from '../scheduling/b.ts';" },
      right: { 'domain/scheduling/a.ts': "import { b } from '../meetings/b.ts';" },
    },
    {
      wrong: { 'domain/meetings/a.ts': "import type { b } from '../reports/b.ts';" },
      right: { 'domain/meetings/a.ts': "import type { b } from '../errors.ts';" },
    },
    {
      wrong: { 'domain/a.ts': "import { b } from './accounts/b.ts';" },
      right: { 'domain/accounts/a.ts': "import { b } from '../b.ts';" },
    },
  ],
  'a room is named in the order, holds at most 20 files, and is one folder deep': [
    { wrong: { 'domain/unheard/a.ts': '' }, right: { 'domain/meetings/a.ts': '' } },
    { wrong: { 'domain/meetings/deep/a.ts': '' }, right: { 'domain/meetings/a.ts': '' } },
    {
      wrong: Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`domain/files/f${at}.ts`, ''])),
      right: Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`domain/files/f${at}.ts`, ''])),
    },
  ],
  'no file stands in a circle with another, types included': [
    {
      wrong: {
        'domain/a.ts': "import { b } from './b.ts';",
        'domain/b.ts': "import { c } from './c.ts';",
        'domain/c.ts': "import type { A } from './a.ts';",
      },
      right: { 'domain/a.ts': "import { b } from './b.ts';", 'domain/b.ts': "import { c } from './c.ts';" },
    },
  ],
  'what pages share, the tests of the domain and the makers bear the name of a room': [
    { wrong: { 'app/talk/a.tsx': '' }, right: { 'app/discussions/a.tsx': '', 'app/ui/a.tsx': '' } },
    { wrong: { 'tests/domain/talk/a.test.ts': '' }, right: { 'tests/domain/discussions/a.test.ts': '' } },
    { wrong: { 'tests/build/talk.ts': '' }, right: { 'tests/build/discussions.ts': '' } },
  ],
  'nothing imports a route’s plate, nor another route’s folder but that of its parent': [
    {
      wrong: { 'app/routes/a/page.tsx': "import type { loader } from './route.tsx';" },
      right: { 'app/routes/a/page.tsx': "import type { loader } from './loader.ts';" },
    },
    {
      wrong: { 'app/routes/a/page.tsx': "import { b } from '../b/part.tsx';" },
      right: { 'app/routes/a.$id/page.tsx': "import { b } from '../a/part.tsx';" },
    },
    {
      wrong: { 'app/ui/a.tsx': "import { b } from '../routes/b/part.tsx';" },
      right: { 'app/ui/a.tsx': "import { b } from '../forms/b.ts';" },
    },
  ],
  'the database’s folder knows nothing of the trade': [
    {
      wrong: { 'prisma/a.ts': "import { b } from '#domain/b.ts';" },
      right: { 'prisma/a.ts': "import { b } from '#env.ts';" },
    },
  ],
  'the two ends of the wire never import each other': [
    {
      wrong: { 'realtime/client/a.ts': "import type { b } from '../server/b.ts';" },
      right: { 'realtime/client/a.ts': "import { b } from '../protocol.ts';" },
    },
  ],
  'at most two migrations keep a copy of the schema': [
    {
      wrong: Object.fromEntries([1, 2, 3].map((at) => [`prisma/migrations/${at}_m/schema.prisma`, ''])),
      right: Object.fromEntries([1, 2].map((at) => [`prisma/migrations/${at}_m/schema.prisma`, ''])),
    },
  ],
  'a file exports what it says itself; the plates of routes alone hand on': [
    {
      wrong: { 'app/a.ts': "export const a = 1;\nexport { b } from './b.ts';" },
      right: { 'app/routes/a/route.tsx': "export const a = 1;\nexport { b } from './b.ts';" },
    },
  ],
  'a comment names only files that exist': [
    {
      wrong: { 'domain/a.ts': '// As gone.ts says.' },
      right: { 'domain/a.ts': '// As there.ts says.', 'domain/there.ts': '' },
    },
  ],
  'the domain asks the time of calendar.ts alone': [
    { wrong: { 'domain/a.ts': 'const at = new Date();' }, right: { 'domain/calendar.ts': 'const at = new Date();' } },
    { wrong: { 'domain/a.ts': 'const at = Date.now();' }, right: { 'domain/a.ts': 'const at = new Date(0);' } },
  ],
  'whether words are a web address is asked of web-address.ts alone': [
    { wrong: { 'http.ts': 'URL.canParse(words)' }, right: { 'http.ts': 'readWebAddress(words)' } },
  ],
  'rights are judged in permissions.ts alone': [
    {
      wrong: { 'domain/a.ts': 'if (viewer.platformAdministrator) open();' },
      right: { 'domain/permissions.ts': 'if (viewer.platformAdministrator) open();' },
    },
    {
      wrong: { 'graphql/types/a.ts': "participantRoles.indexOf('EDITOR')" },
      right: { 'graphql/types/a.ts': 'participantRoles.indexOf(role)' },
    },
  ],
};

describe('the rules of the house', () => {
  test('are each broken once here', () => {
    expect(Object.keys(broken).sort()).toEqual(Object.keys(houseRules).sort());
  });

  test.each(Object.entries(broken).flatMap(([rule, trees]) => trees.map((tree, at) => [rule, at + 1, tree] as const)))(
    '%s (%i): what breaks it is found, what is beside it is not',
    (rule, _at, { wrong, right }) => {
      expect(houseRules[rule]?.(houseOf(wrong))).not.toEqual([]);
      expect(houseRules[rule]?.(houseOf(right))).toEqual([]);
    },
  );
});
