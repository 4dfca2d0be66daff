// The documentation of the API is in the schema: each type, field, argument, input and value says in French what it is.
import { isEnumType, isInputObjectType, isObjectType, isSpecifiedScalarType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '#graphql/schema.ts';
import { commonWords } from '#graphql/words/common-words.ts';
import { typeWords } from '#graphql/words/type-words.ts';
import { valueWords } from '#graphql/words/value-words.ts';

interface Part {
  name: string;
  description: string | null | undefined;
}

/** Those of the language itself are described by it. */
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
);

/** Every part of the schema that a reader meets, by its place. */
const parts: Part[] = types.flatMap((type): Part[] => {
  const own = { name: type.name, description: type.description };
  const part = ({ name, description }: Part): Part => ({ name: `${type.name}.${name}`, description });
  if (isEnumType(type)) return [own, ...type.getValues().map(part)];
  if (isInputObjectType(type)) return [own, ...Object.values(type.getFields()).map(part)];
  if (!isObjectType(type)) return [own];
  const fields = Object.values(type.getFields());
  const args = fields.flatMap((field) =>
    field.args.map(({ name, description }) => part({ name: `${field.name}(${name})`, description })),
  );
  return [own, ...fields.map(part), ...args];
});

test('each part of the schema is described', () => {
  expect(parts.length).toBeGreaterThan(2500);
  expect(parts.filter(({ description }) => !description?.trim()).map(({ name }) => name)).toEqual([]);
});

/** Words that are English alone. */
const ENGLISH =
  /\b(the|of|is|are|its|their|with|which|who|when|where|while|was|been|this|that|these|from|given|what|one’s|by)\b/i;

test('in French', () => {
  const words = (description: string) => description.replace(/`[^`]*`|«[^»]*»|\([A-Z][A-Z_]+\)/g, '');
  const english = parts.filter(({ description }) => ENGLISH.test(words(description ?? '')));
  expect(english.map(({ name, description }) => `${name}: ${description}`)).toEqual([]);
});

describe('the tables hold nothing that is no longer asked for', () => {
  const names = new Set(parts.flatMap(({ name }) => name.split(/[.()]/)));
  test.each(Object.keys(commonWords))('%s', (name) => {
    expect(names.has(name)).toBe(true);
  });
  test.each([...Object.keys(typeWords), ...Object.keys(valueWords)])('%s', (name) => {
    expect(schema.getType(name)).toBeTruthy();
  });
});
