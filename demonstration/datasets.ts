// What the demonstration's partners share: a dozen datasets, documents and publications, open to everybody, to partners or to the
// two MDADT; one has a second version, one is late. Their bytes are in shared-files.ts.
import { depositDataset, depositVersion } from '#domain/datasets/datasets.ts';
import { noteArrival, openUpload } from '#domain/datasets/uploads.ts';
import { checksAtRest } from '#domain/datasets/version-checks.ts';
import { files } from '#domain/outside.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import {
  answers,
  glossary,
  listOfCommunes,
  minutesModel,
  note,
  places,
  plan,
  routes,
  situation,
  visits,
  workbook,
} from './shared-files.ts';

interface Deposit {
  fileName: string;
  bytes: Uint8Array;
  title: string;
  description: string;
  [said: string]: unknown;
}

async function arrive(viewer: PersonViewer, fileName: string, bytes: Uint8Array): Promise<string> {
  const { id } = await openUpload(viewer, { fileName, size: bytes.length });
  await files.keep(id, bytes);
  await noteArrival(id);
  return id;
}

async function deposit(viewer: PersonViewer, { fileName, bytes, ...said }: Deposit): Promise<string> {
  const uploadId = await arrive(viewer, fileName, bytes);
  const { id } = await depositDataset(viewer, {
    uploadId,
    kind: 'DATASET',
    themes: ['REGI'],
    territories: ['LENS_HENIN', 'ARTOIS'],
    frequency: 'IRREGULAR',
    licence: 'LICENCE_OUVERTE',
    access: 'PARTNERS',
    producerId: viewer.organisationId,
    ...said,
  });
  await prisma.dataset.update({ where: { id }, data: { demonstration: true } });
  return id;
}

/** Two months ago: what is due each month is late. */
const makeLate = (datasetId: string) => {
  const createdAt = new Date(Date.now() - 62 * 24 * 3_600_000);
  return prisma.datasetVersion.updateMany({ where: { datasetId }, data: { createdAt } });
};

/** Shares them, for a convention; `viewer` works for the Mission. */
export async function seedDatasets(viewer: PersonViewer, conventionId: string): Promise<void> {
  const links = [{ kind: 'CONVENTION', conventionId, subjectId: conventionId }];
  const houses = await prisma.unit.findMany({ where: { territory: { not: null } } });
  const both = { access: 'CHOSEN', licence: 'CONVENTION', unitIds: houses.map(({ id }) => id) };
  await deposit(viewer, {
    fileName: 'communes-du-bassin-minier.geojson',
    bytes: situation(),
    title: 'Communes du bassin minier\u00a0: situation',
    description: 'Où se trouvent seize communes du bassin minier du Pas-de-Calais, avec leur intercommunalité.',
    alternative: 'Seize points\u00a0: neuf autour de Lens et d’Hénin-Beaumont, sept à l’ouest, de Béthune à Lillers.',
    access: 'EVERYONE',
    frequency: 'YEARLY',
    links,
  });
  await deposit(viewer, {
    fileName: 'communes-du-bassin-minier.csv',
    bytes: listOfCommunes(),
    title: 'Communes du bassin minier\u00a0: liste',
    description: 'Les mêmes communes, en tableau, pour les courriers et les invitations.',
    frequency: 'YEARLY',
  });
  const visitsId = await deposit(viewer, {
    fileName: 'visites-de-terrain.csv',
    bytes: visits(),
    title: 'Visites de terrain 2026',
    description: 'Les visites faites avec les deux MDADT, et combien y étaient.',
    frequency: 'QUARTERLY',
    ...both,
    links,
  });
  // What one sees first is whole when somebody comes in; the rest is checked while they look around.
  await checksAtRest();
  const next = visits(['17/09/2026;Avion;Terril 7;8', '08/10/2026;Lens;Cité 9;6']);
  const uploadId = await arrive(viewer, 'visites-de-terrain.csv', next);
  await depositVersion(viewer, { datasetId: visitsId, uploadId, note: 'Deux visites de plus, à l’automne.' });
  await deposit(viewer, {
    fileName: 'plan-des-communes.png',
    bytes: plan(),
    kind: 'PUBLICATION',
    title: 'Seize communes, deux territoires',
    description: 'Où se trouvent les communes des deux territoires, en une image à mettre dans un document.',
    alternative:
      'Plan de seize communes, un carré chacune\u00a0: neuf en vert à l’est pour Lens-Hénin, sept en ocre à l’ouest pour l’Artois.',
    access: 'EVERYONE',
  });
  await deposit(viewer, {
    fileName: 'lieux-a-visiter.kml',
    bytes: places(),
    title: 'Lieux à visiter',
    description: 'Quatre lieux de la mémoire minière, pour préparer une journée.',
    themes: ['EDUC'],
    access: 'EVERYONE',
    licence: 'ODBL',
  });
  await deposit(viewer, {
    fileName: 'itineraires.geojson',
    bytes: routes(),
    title: 'Itinéraires de visite',
    description: 'Trois tours en une journée, de commune en commune, pour les échanges entre territoires.',
    themes: ['TRAN'],
    ...both,
  });
  await deposit(viewer, {
    fileName: 'actions-communes.xlsx',
    bytes: await workbook(),
    title: 'Actions communes\u00a0: tableau de bord',
    description: 'Ce que les partenaires font ensemble cette année, qui s’en charge et où cela en est.',
    themes: ['GOVE'],
    frequency: 'QUARTERLY',
    licence: 'CONVENTION',
    links,
  });
  await deposit(viewer, {
    fileName: 'besoins-des-communes.csv',
    bytes: answers(),
    title: 'Besoins d’ingénierie des communes (exemple)',
    description:
      'Un exemple de réponses à un questionnaire, pour essayer les filtres\u00a0: ces réponses sont inventées.',
    themes: ['GOVE', 'REGI'],
  });
  await deposit(viewer, {
    fileName: 'mots-communs.csv',
    bytes: glossary(),
    kind: 'DOCUMENT',
    title: 'Mots communs',
    description: 'Ce que nous entendons par producteur, version, licence, territoire.',
    access: 'EVERYONE',
    themes: ['GOVE'],
  });
  await deposit(viewer, {
    fileName: 'observer-ensemble.pdf',
    bytes: await note(),
    kind: 'PUBLICATION',
    title: 'Observer le territoire ensemble',
    description: 'Note de méthode\u00a0: dire qui compte, quand, et ce qui est laissé de côté.',
    access: 'EVERYONE',
    links,
  });
  await deposit(viewer, {
    fileName: 'modele-de-compte-rendu.docx',
    bytes: minutesModel(),
    kind: 'DOCUMENT',
    title: 'Modèle de compte rendu de visite',
    description: 'Une page à remplir après chaque visite de terrain.',
    licence: 'CONVENTION',
  });
  const lateId = await deposit(viewer, {
    fileName: 'agenda-des-visites.csv',
    bytes: visits(),
    title: 'Agenda des visites du mois',
    description: 'Mis à jour chaque mois\u00a0: les visites prévues avec les deux MDADT.',
    frequency: 'MONTHLY',
    ...both,
  });
  await makeLate(lateId);
}
