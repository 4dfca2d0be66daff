// What is published of the API is kept: each kind of break is refused, and what may leave was marked six months before.
import { BreakingChangeType, buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { today } from '#domain/calendar.ts';
import { brokenPromises, changesBetween } from '#graphql/promised.ts';
import { isOver, type Publication, readPublished } from '#graphql/published.ts';
import { schema } from '#graphql/schema.ts';

const published = `
  directive @cached(seconds: Int, scope: String) repeatable on FIELD | QUERY
  type Query { meeting(id: ID, words: String): Meeting, found(filter: Filter): [Found], node: Node, state: State }
  interface Node { id: ID }
  type Meeting implements Node { id: ID, title: String! }
  type Act { name: String }
  union Found = Meeting | Act
  enum State { HELD CALLED }
  input Filter { words: String, from: Int }
`;

/** By kind of break: what is written instead of what. */
const breaks: Record<BreakingChangeType, [was: string, is: string]> = {
  TYPE_REMOVED: [`type Act { name: String }\n  union Found = Meeting | Act`, 'union Found = Meeting'],
  TYPE_CHANGED_KIND: ['enum State { HELD CALLED }', 'scalar State'],
  TYPE_REMOVED_FROM_UNION: ['Meeting | Act', 'Meeting'],
  VALUE_REMOVED_FROM_ENUM: ['HELD CALLED', 'HELD'],
  REQUIRED_INPUT_FIELD_ADDED: ['from: Int', 'from: Int, to: Int!'],
  IMPLEMENTED_INTERFACE_REMOVED: ['Meeting implements Node', 'Meeting'],
  FIELD_REMOVED: [', title: String!', ''],
  FIELD_CHANGED_KIND: ['title: String!', 'title: String'],
  REQUIRED_ARG_ADDED: ['meeting(id: ID,', 'meeting(id: ID, year: Int!,'],
  ARG_REMOVED: [', words: String): Meeting', '): Meeting'],
  ARG_CHANGED_KIND: ['id: ID, words', 'id: ID!, words'],
  DIRECTIVE_REMOVED: ['directive @cached(seconds: Int, scope: String) repeatable on FIELD | QUERY', ''],
  DIRECTIVE_ARG_REMOVED: [', scope: String', ''],
  REQUIRED_DIRECTIVE_ARG_ADDED: ['scope: String', 'scope: String, key: String!'],
  DIRECTIVE_REPEATABLE_REMOVED: ['repeatable ', ''],
  DIRECTIVE_LOCATION_REMOVED: ['| QUERY', ''],
};

const always = () => true;
const changed = ([was, is]: [string, string]) => {
  expect(published).toContain(was);
  return published.replace(was, is);
};

test.each(Object.entries(breaks))('%s is refused', (kind, pair) => {
  const broken = brokenPromises(published, buildSchema(changed(pair)), always);
  expect(broken.map((sentence) => sentence.split(':')[0])).toContain(kind);
});

test('every kind of break that there is', () => {
  expect(Object.keys(breaks).sort()).toEqual(Object.values(BreakingChangeType).sort());
});

test('what only adds is no break', () => {
  const more = `${published.replace('HELD CALLED', 'HELD CALLED DRAFT').replace('from: Int', 'from: Int, to: Int')} type More { id: ID }`;
  expect(brokenPromises(published, buildSchema(more), always)).toEqual([]);
});

describe('marked as deprecated', () => {
  const mark = '@deprecated(reason: "Plus lu.")';
  const marked = published
    .replace('HELD CALLED', `HELD CALLED ${mark}`)
    .replace('from: Int', `from: Int ${mark}`)
    .replace('words: String): Meeting', `words: String ${mark}): Meeting`)
    .replace('title: String!', `title: String! ${mark}`)
    .replace('found(filter: Filter): [Found]', `found(filter: Filter): [Found] ${mark}`);
  const without = published
    .replace('HELD CALLED', 'HELD')
    .replace(', words: String): Meeting', '): Meeting')
    .replace('title: String!', 'subject: String')
    .replace(', found(filter: Filter): [Found]', '')
    .replace('type Act { name: String }', '')
    .replace('union Found = Meeting | Act', '')
    .replace('input Filter { words: String, from: Int }', '');

  const journal = (on: string): Publication[] => [
    {
      ...changesBetween(buildSchema(published), buildSchema(marked)),
      on,
      words: '',
    },
  ];

  test('it may leave after six months, with the types that it alone led to', () => {
    expect(brokenPromises(marked, buildSchema(without), isOver(journal('2026-01-31'), '2026-07-31'))).toEqual([]);
  });

  test('not before', () => {
    const broken = brokenPromises(marked, buildSchema(without), isOver(journal('2026-01-31'), '2026-07-30'));
    expect(broken).toHaveLength(7);
  });

  test('nor when it was marked without being published so', () => {
    expect(brokenPromises(published, buildSchema(without), always).length).toBeGreaterThan(5);
    expect(brokenPromises(marked, buildSchema(without), isOver([], '2030-01-01'))).toHaveLength(7);
  });

  test('a publication tells what came, changed, was marked and went, types once', () => {
    expect(changesBetween(buildSchema(published), buildSchema(marked)).deprecated).toEqual([
      'Filter.from',
      'Meeting.title',
      'Query.found',
      'Query.meeting(words:)',
      'State.CALLED',
    ]);
    expect(changesBetween(buildSchema(published), buildSchema(without))).toEqual({
      added: ['Meeting.subject'],
      changed: [],
      deprecated: [],
      removed: ['Act', 'Filter', 'Found', 'Meeting.title', 'Query.found', 'Query.meeting(words:)', 'State.CALLED'],
    });
    expect(changesBetween(buildSchema(published), buildSchema(changed(breaks.FIELD_CHANGED_KIND))).changed).toEqual([
      'Meeting.title',
    ]);
  });
});

test('the published API stands, and its journal is in the order of time', () => {
  const { sdl, journal } = readPublished();
  expect(brokenPromises(sdl, schema, isOver(journal, today()))).toEqual([]);
  const days = journal.map(({ on }) => on);
  expect(days).toEqual([...days].sort().reverse());
});
