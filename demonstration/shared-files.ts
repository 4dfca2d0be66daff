// The files that the demonstration's partners share, as bytes on real forms, in our own words. Real places; where they lie is the
// middle of their outline, to a hundred metres. Figures that nobody published are said to be examples.
import { crc32, deflateSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { printText } from '#formats/pdf/printing.ts';
import { writtenSheet } from '#formats/written-sheet.ts';

const LENS = 'Lens-Liévin';
const HENIN = 'Hénin-Carvin';
const ARTOIS = 'Béthune-Bruay, Artois-Lys romane';

/** Code, name, intercommunality, territory, longitude and latitude. Source: the State's list and outlines of communes. */
const communes = [
  ['62498', 'Lens', LENS, 'Lens-Hénin', 2.819, 50.436],
  ['62510', 'Liévin', LENS, 'Lens-Hénin', 2.771, 50.423],
  ['62065', 'Avion', LENS, 'Lens-Hénin', 2.826, 50.405],
  ['62413', 'Harnes', LENS, 'Lens-Hénin', 2.903, 50.45],
  ['62528', 'Loos-en-Gohelle', LENS, 'Lens-Hénin', 2.783, 50.455],
  ['62427', 'Hénin-Beaumont', HENIN, 'Lens-Hénin', 2.959, 50.419],
  ['62215', 'Carvin', HENIN, 'Lens-Hénin', 2.947, 50.491],
  ['62250', 'Courrières', HENIN, 'Lens-Hénin', 2.943, 50.451],
  ['62637', 'Oignies', HENIN, 'Lens-Hénin', 2.993, 50.466],
  ['62119', 'Béthune', ARTOIS, 'Artois', 2.643, 50.529],
  ['62178', 'Bruay-la-Buissière', ARTOIS, 'Artois', 2.556, 50.492],
  ['62617', 'Nœux-les-Mines', ARTOIS, 'Artois', 2.662, 50.476],
  ['62048', 'Auchel', ARTOIS, 'Artois', 2.469, 50.511],
  ['62516', 'Lillers', ARTOIS, 'Artois', 2.477, 50.562],
  ['62270', 'Divion', ARTOIS, 'Artois', 2.504, 50.47],
  ['62083', 'Barlin', ARTOIS, 'Artois', 2.613, 50.456],
] as const;

const lines = (rows: readonly string[]) => Buffer.from(rows.join('\r\n'));

const collection = (features: object[]) => Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));

/** Points, with their intercommunality. */
export const situation = (): Buffer =>
  collection(
    communes.map(([code, nom, intercommunalite, territoire, longitude, latitude]) => ({
      type: 'Feature',
      properties: { code, nom, intercommunalite, territoire },
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
    })),
  );

/** The same as a table. */
export const listOfCommunes = (): Buffer =>
  lines(['code;nom;intercommunalité;territoire', ...communes.map((row) => row.slice(0, 4).join(';'))]);

/** Lines from commune to commune: where a joint visit goes in a day. */
export function routes(): Buffer {
  const placeOf = (name: string) => communes.find(([, nom]) => nom === name)?.slice(4) ?? [];
  const route = (nom: string, through: string[], heures: number) => ({
    type: 'Feature',
    properties: { nom, etapes: through.join(', '), heures },
    geometry: { type: 'LineString', coordinates: through.map(placeOf) },
  });
  return collection([
    route('Tour de l’est', ['Lens', 'Harnes', 'Courrières', 'Oignies'], 6),
    route('Tour de l’ouest', ['Béthune', 'Nœux-les-Mines', 'Barlin', 'Bruay-la-Buissière'], 5),
    route('D’un territoire à l’autre', ['Loos-en-Gohelle', 'Nœux-les-Mines', 'Béthune'], 4),
  ]);
}

/** As a service of the State would write it, in the letters of an old Windows. */
export const visits = (more: readonly string[] = []): Buffer =>
  Buffer.from(
    [
      'jour;commune;lieu visité;participants',
      '12/03/2026;Loos-en-Gohelle;Base 11/19;9',
      '24/04/2026;Oignies;9-9 bis;7',
      '18/06/2026;Bruay-la-Buissière;Cité des Électriciens;11',
      ...more,
    ].join('\r\n'),
    'latin1',
  );

/** Places to see, as a tool for walkers writes them. */
export function places(): Buffer {
  const known = [
    ['Base 11/19', 'Deux terrils jumeaux et des chevalements, à Loos-en-Gohelle.', 2.778, 50.447],
    ['9-9 bis', 'Un carreau de fosse devenu lieu de musique, à Oignies.', 2.981, 50.471],
    ['Cité des Électriciens', 'Une cité de corons ouverte à la visite, à Bruay-la-Buissière.', 2.547, 50.485],
    ['Louvre-Lens', 'Le musée, sur un ancien carreau de Lens.', 2.802, 50.431],
  ] as const;
  const marks = known.map(
    ([name, words, longitude, latitude]) =>
      `<Placemark><name>${name}</name><description>${words}</description><Point><coordinates>${longitude},${latitude}</coordinates></Point></Placemark>`,
  );
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Lieux à visiter</name>${marks.join('')}</Document></kml>`,
  );
}

/** What the partners mean to do, as a workbook. */
export const workbook = (): Promise<Buffer> =>
  writtenSheet(
    {
      name: 'Actions',
      columns: [
        { name: 'Action', type: 'TEXT' },
        { name: 'Pilote', type: 'TEXT' },
        { name: 'Échéance', type: 'DATE' },
        { name: 'Avancement (%)', type: 'NUMBER' },
        { name: 'À deux MDADT', type: 'BOOLEAN' },
      ],
      rows: [
        ['Tenir l’échange territorial de printemps', 'MDADT Lens-Hénin', '2026-04-30', 100, true],
        ['Relire ensemble les fiches de sites', 'Mission Bassin Minier', '2026-06-30', 60, true],
        ['Préparer une carte commune des chemins', 'MDADT Artois', '2026-09-15', 35, true],
        ['Recenser les jardins ouvriers', 'Mission Bassin Minier', '2026-10-31', 10, false],
        ['Écrire le bilan de l’année', 'Département', '2026-12-15', 0, false],
      ],
    },
    'XLSX',
  );

/** Answers to a question put to communes: an example, nobody's real answers. */
export const answers = (): Buffer =>
  lines([
    'commune,répondu le,besoin principal,agents disponibles,coût estimé',
    ...communes.slice(0, 12).map(([, nom], index) => {
      const needs = ['conseil en urbanisme', 'entretien des espaces', 'animation culturelle'];
      return `"${nom}",2026-0${1 + (index % 6)}-1${index % 9},${needs[index % 3]},${index % 5},${1500 + index * 250}.50`;
    }),
  ]);

/** Words that partners use alike. */
export const glossary = (): Buffer =>
  lines([
    'mot;ce que nous entendons par là',
    'jeu de données;Un tableau ou une carte, avec ce qu’il faut savoir pour s’en servir',
    'producteur;Qui répond de ce que disent les données',
    'version;Un dépôt, qui ne change plus',
    'licence;Ce que chacun peut faire de ce qui est partagé',
    'territoire;Lens-Hénin, ou Artois\u00a0: là où travaille une MDADT',
  ]);

/** A short note, as a PDF. */
export const note = async (): Promise<Buffer> => {
  const words = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
  const heading = (text: string) => ({
    type: 'heading',
    attrs: { kind: 'subheading' },
    content: [{ type: 'text', text }],
  });
  return Buffer.from(
    await printText({
      title: 'Observer le territoire ensemble',
      lead: 'Note de méthode, à l’usage des partenaires',
      keyword: 'note',
      year: 2026,
      authors: ['Mission Bassin Minier'],
      sha256: '',
      opening: [],
      content: [
        heading('Pourquoi une méthode'),
        words(
          'Deux services qui comptent la même chose sans se parler obtiennent deux nombres. Cette note propose de dire, pour chaque tableau, qui compte, quand, et ce qui est laissé de côté.',
        ),
        heading('Avant de déposer'),
        words(
          'Donnez un titre que quelqu’un d’autre chercherait. Écrivez d’où viennent les lignes. Gardez une ligne par lieu et une colonne par question.',
        ),
        heading('Après le dépôt'),
        words(
          'Regardez la carte et le tableau une fois\u00a0: un accent perdu, une date lue à l’envers se voient tout de suite, et se corrigent sans déposer de nouveau.',
        ),
      ],
      closing: [],
      keptAt: new Date('2026-02-02T09:00:00Z'),
    }),
  );
};

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A text of Word, of paragraphs alone. */
export function minutesModel(): Buffer {
  const paragraphs = [
    'Modèle de compte rendu de visite',
    'Date, lieu et participants.',
    'Ce que nous avons vu\u00a0: trois phrases, sans jugement.',
    'Ce que nous avons décidé, et qui s’en charge.',
    'Ce qu’il faut vérifier avant la prochaine visite.',
  ];
  const body = paragraphs.map((text) => `<w:p><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`);
  const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const office = 'http://schemas.openxmlformats.org';
  const part = (text: string) => Buffer.from(xml + text);
  return Buffer.from(
    zipSync({
      '[Content_Types].xml': part(
        `<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
      ),
      '_rels/.rels': part(
        `<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="r1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
      ),
      'word/document.xml': part(
        `<w:document xmlns:w="${office}/wordprocessingml/2006/main"><w:body>${body.join('')}</w:body></w:document>`,
      ),
    }),
  );
}

/** A plan of the sixteen communes, a square each, as a PNG: one colour a territory. */
export function plan(): Buffer {
  const [width, height] = [640, 320];
  // Each line begins with the number of its filter: none.
  const pixels = Buffer.alloc((width + 1) * height, 0);
  const colourOf = (x: number, y: number) => {
    const near = communes.find(([, , , , longitude, latitude]) => {
      const [left, top] = [(longitude - 2.42) * 1050, (50.58 - latitude) * 1500];
      return Math.abs(x - left) < 9 && Math.abs(y - top) < 9;
    });
    return near ? (near[3] === 'Artois' ? 2 : 1) : 0;
  };
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) pixels[y * (width + 1) + 1 + x] = colourOf(x, y);
  const chunk = (type: string, data: Uint8Array) => {
    const named = Buffer.concat([Buffer.from(type), data]);
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([size, named, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from('f1ede40b5c55a3500f', 'hex')),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
