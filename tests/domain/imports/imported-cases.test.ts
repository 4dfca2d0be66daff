// Whole files as agents send them: what comes in is what the file shows, and what is left out is said.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildText } from '#domain/imports/imported-text.ts';
import { recogniseText } from '#domain/imports/imports.ts';
import { previewImport } from '#domain/imports/preview.ts';
import { blocksOf, textSchema } from '#domain/texts/text-schema.ts';
import { openArchive } from '#formats/archive.ts';
import { readDocx } from '#formats/docx.ts';
import { readOdt } from '#formats/odt.ts';
import { makeDocx, p, run } from '../../formats/make-files.ts';

const fileOf = (name: string) => readFileSync(new URL(`../../formats/cases/${name}`, import.meta.url));

async function importOf(name: string, bytes: Buffer = fileOf(name)) {
  const archive = await openArchive(bytes);
  const kept = recogniseText(await (name.endsWith('.odt') ? readOdt(archive) : readDocx(archive)));
  const preview = previewImport({ id: 'x', fileName: name, createdAt: new Date('2031-01-01') }, kept);
  const doc = textSchema.nodeFromJSON(buildText(kept.blocks).text);
  doc.check();
  const lines = blocksOf(doc).map(({ kind, number, text }) => `${kind.toLowerCase()} ${number ?? '-'}| ${text}`);
  return { lines, doc, said: preview.warnings.filter(({ code }) => code === 'LEFT_OUT').map(({ message }) => message) };
}

test('struck out words are left out and quoted; raised characters stay raised', async () => {
  const { lines, doc, said } = await importOf('barre-exposant.docx');
  expect(lines).toEqual(['article 1| Montant', 'paragraph -| Le Département verse 180 000 € pour 106 m2.']);
  expect(said).toEqual(['1 passage barré n’est pas repris\u00a0: «\u00a0200 000 €\u00a0».']);
  const raised: string[] = [];
  doc.descendants((node) => {
    if (node.marks.some(({ type }) => type.name === 'superscript')) raised.push(node.text ?? '');
  });
  expect(raised).toEqual(['6', '2']);
});

test('a list that counts a), b), c) still does', async () => {
  const { lines, doc } = await importOf('liste-a-b-c.docx');
  expect(lines.slice(2)).toEqual([
    'list_item -| un budget ;',
    'list_item -| un bilan ;',
    'list_item -| les pièces citées au b) ci-dessus.',
  ]);
  expect(doc.lastChild?.attrs).toMatchObject({ type: 'a', start: 1 });
});

test('a file with a byte after its end is read', async () => {
  const { lines } = await importOf('octet-apres-la-fin.docx');
  expect(lines).toEqual([
    'article 1| Objet',
    'paragraph -| Un texte entier, suivi d’un octet de trop dans le fichier.',
  ]);
});

test.each([1, 40, 70_000])('so is one with %i bytes after it, or with a comment', async (length) => {
  const zip = makeDocx(p(run('Un texte entier.')));
  const { lines } = await importOf('x.docx', Buffer.concat([zip, Buffer.alloc(length, 'PK\u0005\u0006')]));
  expect(lines).toEqual(['paragraph -| Un texte entier.']);
});

test('the words of a shape keep their paragraphs', async () => {
  const { lines } = await importOf('forme-avec-texte.odt');
  expect(lines).toEqual([
    'article 1| Montant',
    'paragraph -| Avant. Le Département verse une participation.',
    'paragraph -| Plafond de 180 000 €',
    'paragraph -| Second alinéa',
  ]);
});

test('a title on the line below its number is the title, « 2 bis » comes after 2 and 3 follows', async () => {
  const { lines } = await importOf('article-seul-titre-dessous.docx');
  expect(lines.filter((line) => line.startsWith('article'))).toEqual([
    'article 1| Objet de la convention.',
    'article 2| Prise d’effet et durée.',
    'article 2 bis| Avance.',
    'article 3| Montant de la participation.',
  ]);
});

test('objectives without any look are found, whatever their length', async () => {
  const { lines } = await importOf('objectifs-sans-mise-en-forme.docx');
  const numbers = lines.flatMap((line) => /^objective (\S+)\|/.exec(line)?.[1] ?? []);
  expect(numbers).toEqual(['1.1', '1.2', '1.3', '2.1', '2.2']);
});

test('numbers that were left out stay left out, and parts stand above articles', async () => {
  const body = p(
    run('Le bénéficiaire conduit les travaux décrits ici avec ses partenaires, au rythme que fixe le comité.'),
  );
  const { lines } = await importOf(
    'x.docx',
    makeDocx(
      [
        'Partie I – Dispositions générales',
        'Article 8',
        'Objet',
        'Article 11 : Programme',
        'Objectif stratégique 1 : Veiller',
        '1.1 Suivre les sites.',
        '1.4 Rendre compte chaque année des travaux.',
        'Partie II – Dispositions financières',
        'Article 12 : Montant',
      ]
        .map((line) => p(run(line)) + (/^(?:Partie|Article 8|Objectif s)/.test(line) ? '' : body))
        .join(''),
    ),
  );
  expect(lines.filter((line) => !line.startsWith('paragraph'))).toEqual([
    'part I| Dispositions générales',
    'article 8| Objet',
    'article 11| Programme',
    'axis 1| Veiller',
    'objective 1.1| Suivre les sites.',
    'objective 1.4| Rendre compte chaque année des travaux.',
    'part II| Dispositions financières',
    'article 12| Montant',
  ]);
});

test('an article of one sentence keeps it as its text', async () => {
  const { lines } = await importOf(
    'x.docx',
    makeDocx(
      ['Article 1', 'Le Département verse 100 €.', 'Article 2', 'La Mission remet un bilan annuel.']
        .map((line) => p(run(line)))
        .join(''),
    ),
  );
  expect(lines).toEqual([
    'article 1| ',
    'paragraph -| Le Département verse 100 €.',
    'article 2| ',
    'paragraph -| La Mission remet un bilan annuel.',
  ]);
});
