// How the year 2025 of the demonstration went: where its actions stand, what was noted and handed in, what was measured.
// In our own words; seed.ts calls it after the text is there.
import { addActionNote, addActionParty, followAction } from '#domain/follow-up/actions.ts';
import { createDeliverable, deliverPiece } from '#domain/follow-up/deliverables.ts';
import { createIndicator, measureIndicator } from '#domain/follow-up/indicators.ts';
import { listReferenceSets } from '#domain/follow-up/reference-sets.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import type { ActionRole, ActionStatus } from '#domain/vocabulary.ts';
import { prisma } from '#prisma/client.ts';

interface DemonstrationAction {
  /** Words that only this passage has. */
  words: string;
  status: ActionStatus;
  progress?: number;
  dueOn?: string;
  /** Short names of organisations or services. */
  parties?: [ActionRole, string][];
  notes?: [string, string][];
}

const actions: readonly DemonstrationAction[] = [
  {
    words: 'avenir de la structure',
    status: 'DONE',
    parties: [
      ['PILOT', 'Mission Bassin Minier'],
      ['PARTNER', 'DAT'],
    ],
    notes: [
      ['2025-04-18', 'Le consultant présente ses premières propositions aux financeurs.'],
      ['2025-05-22', 'Arbitrages sur la gouvernance\u202f; le plan stratégique est attendu pour la rentrée.'],
    ],
  },
  {
    words: 'prépare et anime les instances',
    status: 'ONGOING',
    progress: 70,
    dueOn: '2025-12-31',
    parties: [['PILOT', 'Mission Bassin Minier']],
    notes: [['2025-06-12', 'Comité de gouvernance tenu à Oignies\u202f; supports diffusés aux élus.']],
  },
  {
    words: 'levier d’appropriation',
    status: 'ONGOING',
    progress: 50,
    parties: [
      ['PILOT', 'Mission Bassin Minier'],
      ['PARTNER', 'DAC'],
    ],
  },
  {
    words: 'comité technique des cinq grands sites',
    status: 'DONE',
    notes: [['2025-10-07', 'Troisième réunion de l’année, accueillie par la base du 11/19.']],
  },
  {
    words: 'réunir les acteurs culturels',
    status: 'ONGOING',
    progress: 40,
    dueOn: '2025-11-30',
    parties: [
      ['PILOT', 'MDADT Lens-Hénin'],
      ['PILOT', 'MDADT Artois'],
    ],
  },
  { words: 'partager les pratiques de médiation', status: 'UPCOMING', dueOn: '2025-12-15' },
  {
    words: 'comité technique de la destination',
    status: 'ONGOING',
    progress: 60,
    parties: [
      ['PILOT', 'Pas-de-Calais Tourisme'],
      ['PARTNER', 'MDADT Lens-Hénin'],
    ],
  },
  {
    words: 'groupe projet EuroVelo 5',
    status: 'BLOCKED',
    progress: 20,
    parties: [['PILOT', 'MDADT Artois']],
    notes: [['2025-09-15', 'Le maître d’ouvrage de la section d’Olhain reste à désigner.']],
  },
  { words: 'études de cas sur des secteurs paysagers', status: 'PAUSED', progress: 30 },
  { words: 'liaisons possibles entre les cités', status: 'DONE', parties: [['PARTNER', 'MDADT Lens-Hénin']] },
];

interface DemonstrationDeliverable {
  words: string;
  title: string;
  target: number;
  dueOn: string;
  set?: string;
  /** How many pieces were handed in; of a list, the first so many entries. */
  delivered: number;
}

const deliverables: readonly DemonstrationDeliverable[] = [
  {
    words: 'tableau de bord des 35 cités',
    title: 'Fiches-bilan des cités prioritaires',
    target: 35,
    dueOn: '2025-12-31',
    set: 'cites',
    delivered: 12,
  },
  {
    words: 'comité technique des cinq grands sites',
    title: 'Visites de travail dans les grands sites',
    target: 5,
    dueOn: '2025-12-31',
    set: 'grands-sites',
    delivered: 3,
  },
  {
    words: 'stratégie vélo',
    title: 'Stratégie vélo et cahier de références',
    target: 2,
    dueOn: '2025-10-31',
    delivered: 2,
  },
  {
    words: 'portrait socio-économique',
    title: 'Portrait socio-économique',
    target: 1,
    dueOn: '2025-11-30',
    delivered: 0,
  },
  {
    words: 'retour d’expérience',
    title: 'Fiches de retour d’expérience',
    target: 4,
    dueOn: '2025-12-31',
    delivered: 5,
  },
];

const indicators = [
  {
    words: 'indicateurs partagés de suivi',
    title: 'Avis rendus sur les projets dans le Bien',
    unit: 'avis',
    target: '40',
    targetOn: '2025-12-31',
    values: [
      ['2025-03-31', '9'],
      ['2025-06-30', '17'],
      ['2025-09-30', '26'],
      ['2025-12-31', '37'],
    ],
  },
  {
    words: 'comité technique de la destination',
    title: 'Longueur de réseau trail balisée',
    unit: 'km',
    target: '120',
    targetOn: '2025-12-31',
    values: [
      ['2025-04-30', '42,5'],
      ['2025-10-31', '88'],
    ],
  },
] as const;

/** The block that says these words; the demonstration's text is ours, so there is one. */
async function blockOf(conventionId: string, words: string): Promise<string> {
  const where = { conventionId, archivedAt: null, text: { contains: words, mode: 'insensitive' as const } };
  const { blockId } = await prisma.programmeItem.findFirstOrThrow({ where, orderBy: { position: 'asc' } });
  return blockId;
}

async function partyOf(shortName: string) {
  const unit = await prisma.unit.findFirst({ where: { shortName } });
  if (unit) return { unitId: unit.id };
  return { organisationId: (await prisma.organisation.findFirstOrThrow({ where: { shortName } })).id };
}

async function seedAction(viewer: PersonViewer, conventionId: string, said: DemonstrationAction): Promise<void> {
  const place = { conventionId, blockId: await blockOf(conventionId, said.words) };
  for (const [role, shortName] of said.parties ?? [])
    await addActionParty(viewer, { ...place, role, ...(await partyOf(shortName)) });
  for (const [on, body] of said.notes ?? []) await addActionNote(viewer, { ...place, on, body });
  const { status, progress, dueOn } = said;
  await followAction(viewer, { ...place, status, progress, dueOn });
}

async function seedDeliverable(viewer: PersonViewer, conventionId: string, promised: DemonstrationDeliverable) {
  const { words, title, target, dueOn, set: key, delivered } = promised;
  const set = (await listReferenceSets(viewer)).find((one) => one.key === key);
  const blockId = await blockOf(conventionId, words);
  const { id: deliverableId } = await createDeliverable(viewer, {
    conventionId,
    blockId,
    title,
    target,
    dueOn,
    referenceSetId: set?.id,
  });
  for (let rank = 1; rank <= delivered; rank += 1) {
    const entryId = set?.entries[rank - 1]?.id;
    const on = `2025-${String(Math.min(rank + 1, 12)).padStart(2, '0')}-15`;
    const piece = entryId
      ? { entryId }
      : { title: `${title}, pièce ${rank}`, url: `https://documents.exemple.fr/2025/${rank}` };
    await deliverPiece(viewer, { deliverableId, on, ...piece });
  }
}

/** The follow-up of the convention 2025, as its editors would have said it. */
export async function seedFollowUp(viewer: PersonViewer, conventionId: string): Promise<void> {
  for (const action of actions) await seedAction(viewer, conventionId, action);
  for (const deliverable of deliverables) await seedDeliverable(viewer, conventionId, deliverable);
  for (const { words, values, ...indicator } of indicators) {
    const blockId = await blockOf(conventionId, words);
    const { id: indicatorId } = await createIndicator(viewer, { conventionId, blockId, ...indicator });
    for (const [on, value] of values) await measureIndicator(viewer, { indicatorId, on, value });
  }
}
