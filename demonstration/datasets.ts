// What the demonstration's partners share: a map, its table, and what stays within the two MDADT. Real places, in our own words;
// where they lie is the middle of their outline, to a hundred metres.
import { depositDataset } from '#domain/datasets/datasets.ts';
import { noteArrival, openUpload } from '#domain/datasets/uploads.ts';
import { checksAtRest } from '#domain/datasets/version-checks.ts';
import { files } from '#domain/outside.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';

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

const map = JSON.stringify({
  type: 'FeatureCollection',
  features: communes.map(([code, nom, intercommunalite, territoire, longitude, latitude]) => ({
    type: 'Feature',
    properties: { code, nom, intercommunalite, territoire },
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
  })),
});

const table = ['code;nom;intercommunalité;territoire', ...communes.map((row) => row.slice(0, 4).join(';'))].join(
  '\r\n',
);

const visits = [
  'jour;commune;lieu visité;participants',
  '12/03/2026;Loos-en-Gohelle;Base 11/19;9',
  '24/04/2026;Oignies;9-9 bis;7',
  '18/06/2026;Bruay-la-Buissière;Cité des Électriciens;11',
].join('\r\n');

interface Deposit {
  fileName: string;
  words: string;
  title: string;
  description: string;
  [said: string]: unknown;
}

async function deposit(viewer: PersonViewer, { fileName, words, ...said }: Deposit): Promise<void> {
  const bytes = Buffer.from(words);
  const { id: uploadId } = await openUpload(viewer, { fileName, size: bytes.length });
  await files.keep(uploadId, bytes);
  await noteArrival(uploadId);
  const { id } = await depositDataset(viewer, {
    uploadId,
    kind: 'DATASET',
    themes: ['REGI'],
    territories: ['LENS_HENIN', 'ARTOIS'],
    frequency: 'YEARLY',
    producerId: viewer.organisationId,
    ...said,
  });
  await prisma.dataset.update({ where: { id }, data: { demonstration: true } });
}

/** Shares them, for a convention; `viewer` works for the Mission. Both MDADT alone see the last one. */
export async function seedDatasets(viewer: PersonViewer, conventionId: string): Promise<void> {
  const links = [{ kind: 'CONVENTION', conventionId, subjectId: conventionId }];
  const houses = await prisma.unit.findMany({ where: { territory: { not: null } } });
  await deposit(viewer, {
    fileName: 'communes-du-bassin-minier.geojson',
    words: map,
    title: 'Communes du bassin minier : situation',
    description: 'Où se trouvent seize communes du bassin minier du Pas-de-Calais, avec leur intercommunalité.',
    licence: 'LICENCE_OUVERTE',
    access: 'EVERYONE',
    links,
  });
  await deposit(viewer, {
    fileName: 'communes-du-bassin-minier.csv',
    words: table,
    title: 'Communes du bassin minier : liste',
    description: 'Les mêmes communes, en tableau, pour les courriers et les invitations.',
    licence: 'LICENCE_OUVERTE',
    access: 'PARTNERS',
  });
  await deposit(viewer, {
    fileName: 'visites-de-terrain.csv',
    words: visits,
    title: 'Visites de terrain 2026',
    description: 'Les visites faites avec les deux MDADT, et combien y étaient.',
    frequency: 'QUARTERLY',
    licence: 'CONVENTION',
    access: 'CHOSEN',
    unitIds: houses.map(({ id }) => id),
    links,
  });
  // The demonstration is whole when somebody comes in.
  await checksAtRest();
}
