// What leaves is typeset, whatever the door: the words of pages and forms as they stand in the sources, the mails and the
// calendars as they are put together (domain/french.ts).
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { typeset } from '#domain/french.ts';
import { letter } from '#domain/letters.ts';

const root = join(import.meta.dirname, '..');

/** Sources that word what people read: the pages, and what forms say in the browser. */
const sources = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'app', 'domain'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /^app\/.*\.tsx?$|^domain\/(.*inputs|fields|files\/file-kinds)\.ts$/.test(file));

const isCode = (node: ts.Node): boolean =>
  ts.isTaggedTemplateExpression(node) ||
  ts.isImportDeclaration(node) ||
  (ts.isJsxAttribute(node) && /^(className|d|viewBox|style)$/.test(node.name.getText())) ||
  (ts.isCallExpression(node) && /^(graphql|typeset)$/.test(node.expression.getText()));

/** The words of a source, each as it is shown: what is put in while it runs is one letter. */
function wordsOf(file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8');
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    if (isCode(node)) return;
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) found.push(node.text);
    else if (ts.isTemplateExpression(node))
      found.push(node.head.text + node.templateSpans.map(({ literal }) => `X${literal.text}`).join(''));
    else if (ts.isJsxText(node)) found.push(node.text.replace(/\s*\n\s*/g, ' '));
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** A plain space where French keeps the line together. */
const broken =
  / (?=»)|« |[^\s] (?=[;?!](?:[\s).»’]|$))|[^\s] (?=:(?:\s|$))|^ [:;?!] |\d (?:Mo|ko|Go|h|min|km|%|€)(?![\p{L}\d])/u;

test('no source words a page or a form with a plain space before a high sign, inside guillemets or before a unit', () => {
  expect(sources.length).toBeGreaterThan(300);
  const wrong = sources.flatMap((file) =>
    wordsOf(file)
      .filter((words) => broken.test(words))
      .map((words) => `${file}: ${words.trim().slice(0, 80)}`),
  );
  expect(wrong).toEqual([]);
});

/** Spaces that do not break made visible: `_` as wide as a space, `~` narrow. */
const seen = (words: string) => words.replaceAll('\u00a0', '_').replaceAll('\u202f', '~');

describe('a sentence', () => {
  test.each([
    ['Il manque : MDADT « Artois » ; quoi ? rien !', 'Il manque_: MDADT «_Artois_»~; quoi~? rien~!'],
    ['Au plus 20 Mo, de 7 h 30 à 9 h, à 12 %.', 'Au plus 20_Mo, de 7_h_30 à 9_h, à 12_%.'],
    ['L’article 4 et l’objectif 1.2, le 1er mai 2026.', 'L’article_4 et l’objectif_1.2, le 1er_mai_2026.'],
    ['Une somme de 1 234 567 €, en 2026.', 'Une somme de 1~234~567_€, en 2026.'],
    ['https://exemple.fr/?a=b&c=1;d à 9:30.', 'https://exemple.fr/?a=b&c=1;d à 9:30.'],
    ['Le 22 avril 2026 150 personnes.', 'Le 22_avril_2026 150 personnes.'],
    ['Le 06 12 34 56 78, et 3 habitants.', 'Le 06 12 34 56 78, et 3 habitants.'],
  ])('« %s » keeps its signs, units and numbers on the line; twice is once', (plain, wanted) => {
    expect(seen(typeset(plain))).toBe(wanted);
    expect(typeset(typeset(plain))).toBe(typeset(plain));
  });
});

describe('a letter', () => {
  const about = {
    name: 'Zoé\nMartin',
    by: { name: 'Camille', affiliation: 'Département · MDADT Artois' },
    why: 'Parce que.',
  };
  const { subject, text, writer } = letter('Réunion : « Terrils »', about, [
    'Quand : à 9 h 30 ; où ?\nhttps://a.fr/?b=c',
  ]);

  test('is typeset whole, and its links stay', () => {
    expect(seen(subject)).toBe('Réunion_: «_Terrils_»');
    expect(seen(text)).toContain('Quand_: à 9_h_30~; où~?\nhttps://a.fr/?b=c');
    expect(text).not.toMatch(broken);
  });

  test('greets by name on one line, is signed by who has it sent, and says why it comes', () => {
    expect(text.startsWith('Bonjour Zoé Martin,\n\n')).toBe(true);
    expect(text).toContain('\n\nCamille\nDépartement · MDADT Artois\n\n-- \n');
    expect(text).toContain('Parce que.');
    expect(writer).toBe('Camille');
  });

  test('of the platform by itself is signed by nobody', () => {
    const own = letter('Objet', { why: 'Parce que.' }, ['Un mot.']);
    expect(own.text).toMatch(/^Bonjour,\n\nUn mot\.\n\n-- \nIngénierie 62\n/);
    expect(own).not.toHaveProperty('writer');
  });
});
