// Every type, field, argument and value of the schema says in French what it is: beside itself in types/<noun>.ts, else from the tables of
// words/, where what many of them have in common is said once. Called by schema.ts; tests/graphql/descriptions.test.ts misses none.
import {
  type GraphQLArgument,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { typeset } from '#domain/french.ts';
import { commonWords } from './words/common-words.ts';
import { typeWords } from './words/type-words.ts';
import { valueWords } from './words/value-words.ts';

interface Described {
  description?: string | null | undefined;
}

function complete(one: Described, words: string | undefined): void {
  const description = one.description ?? words;
  if (description) one.description = typeset(description);
}

/** What a type is, told from its name: a page of a list, or what a write takes. */
function wordsOfType(name: string, schema: GraphQLSchema): string | undefined {
  if (typeWords[name]) return typeWords[name];
  if (name.endsWith('ConnectionEdge')) return 'Un élément d’une page, avec son curseur.';
  if (name.endsWith('Connection')) return 'Une page d’une liste.';
  const write = `${name.charAt(0).toLowerCase()}${name.slice(1)}`.replace(/Input$/, '');
  return schema.getMutationType()?.getFields()[write] ? `Ce que prend \`${write}\`.` : undefined;
}

const completeAll = (ones: readonly (Described & { name: string })[]) => {
  for (const one of ones) complete(one, commonWords[one.name]);
};

/** Completes the descriptions of a schema, and typesets them all. */
export function describeSchema(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'))) {
    complete(type, wordsOfType(type.name, schema));
    if (isEnumType(type)) for (const value of type.getValues()) complete(value, valueWords[type.name]?.[value.name]);
    if (isInputObjectType(type)) completeAll(Object.values(type.getFields()));
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const fields = Object.values(type.getFields());
    completeAll(fields);
    for (const { args } of fields) completeAll(args as GraphQLArgument[]);
  }
}
