// The nineteen obligations of the demonstration, one by one: who owes what to whom, how often, by when, with what proof, as
// the convention has it. Said here once more, apart from the list that the demonstration writes them from.
import { describe, expect, test } from 'vitest';
import { seedDemonstration } from '#demonstration/seed.ts';
import { setClock } from '#domain/calendar.ts';
import { listObligations } from '#domain/obligations/obligation-lists.ts';
import type { ObligationView } from '#domain/obligations/obligation-views.ts';
import type { Party } from '#domain/organisations/parties.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { signIn } from '#tests/build/organisations.ts';
import { useDatabase } from '#tests/rig/database.ts';
import { useOutside } from '#tests/rig/outside.ts';

useDatabase();
useOutside();

const thematic = ['DAC', 'Sports', 'Éducation', 'Emploi-insertion'];
const houses = ['MDADT Lens-Hénin', 'MDADT Artois'];
const quarters = ['2025-03-31', '2025-06-30', '2025-09-30', '2025-12-31'];

interface Fact {
  /** Words that its title has. */
  says: RegExp;
  /** The number of what it stands under, or the title where it has none. */
  under: string;
  by?: string[];
  to: string[];
  present?: string[];
  invited?: string[];
  terms: Pick<ObligationView, 'periodicity' | 'proof'> & Partial<ObligationView>;
  /** Due dates that follow from the terms. */
  due: string[];
}

/** By its number in the convention's own order. */
const facts: Record<number, Fact> = {
  1: {
    says: /Direction des affaires culturelles.*faites, en cours, à venir/,
    under: '1',
    to: ['DAC'],
    present: ['DAC'],
    terms: { periodicity: 'TIMES_A_YEAR', times: 1, proof: 'MEETING', degree: 'MUST' },
    due: ['2025-12-31'],
  },
  2: {
    says: /directions concernées \(sports, éducation, emploi et insertion\), choisies avec la DAT/,
    under: '3',
    to: ['Sports', 'Éducation', 'Emploi-insertion'],
    present: ['Sports', 'Éducation', 'Emploi-insertion', 'DAT'],
    terms: { periodicity: 'TIMES_A_YEAR', times: 1, proof: 'MEETING', degree: 'MUST' },
    due: ['2025-12-31'],
  },
  3: {
    says: /Comité de gestion des terrils/,
    under: '3.1',
    to: ['Département'],
    terms: { periodicity: 'TIMES_A_YEAR', times: 1, proof: 'MEETING', degree: 'MAY' },
    due: ['2025-12-31'],
  },
  4: {
    says: /bonnes pratiques.*ERBM/,
    under: '2.2',
    to: ['Département'],
    terms: { periodicity: 'TIMES_A_YEAR', times: 1, proof: 'MEETING', degree: 'COMMITS' },
    due: ['2025-12-31'],
  },
  5: {
    says: /Présentation des travaux aux élus/,
    under: '3',
    to: ['Département'],
    terms: { periodicity: 'ON_REQUEST', event: 'Demande du Département, une fois par an', proof: 'MEETING' },
    due: [],
  },
  6: {
    says: /Comité technique de suivi avec tous les signataires/,
    under: 'Suivi',
    to: ['DAT'],
    present: ['DAT'],
    invited: ['État', 'Région', 'Département du Nord'],
    terms: { periodicity: 'TWICE_A_YEAR', proof: 'MEETING', degree: 'MUST' },
    due: ['2025-06-30', '2025-12-31'],
  },
  7: {
    says: /Instances techniques de la convention pluriannuelle/,
    under: 'Suivi',
    to: ['DAT'],
    present: ['DAT'],
    terms: { periodicity: 'QUARTERLY', proof: 'MEETING' },
    due: quarters,
  },
  8: {
    says: /Échanges conjoints.*prochaines conventions/,
    under: 'Suivi',
    by: houses,
    to: ['Mission Bassin Minier'],
    present: [...houses, 'DAT', ...thematic],
    terms: { periodicity: 'REGULAR', months: 3, proof: 'MEETING', degree: 'MUST' },
    due: quarters,
  },
  9: {
    says: /Points d’étape courts par courriel/,
    under: '3',
    to: ['DAT'],
    terms: { periodicity: 'REGULAR', months: 3, proof: 'STATEMENT', degree: 'EXPECTED' },
    due: quarters,
  },
  10: {
    says: /Information régulière/,
    under: '4',
    to: ['DAT'],
    terms: { periodicity: 'REGULAR', months: 3, proof: 'STATEMENT' },
    due: quarters,
  },
  11: {
    says: /Compte rendu financier, budget et comptes/,
    under: 'Contrôle',
    to: ['Finances', 'DAT'],
    terms: {
      periodicity: 'WITHIN_MONTHS',
      months: 6,
      eventOn: '2025-12-31',
      proof: 'DOCUMENT',
      pieces: ['Compte rendu financier', 'Budget', 'Comptes (bilan, compte de résultat, annexes)'],
    },
    due: ['2026-06-30', '2026-06-30', '2026-06-30'],
  },
  12: {
    says: /avancement devant les instances élues/,
    under: 'Suivi',
    to: ['Département'],
    terms: { periodicity: 'ON_REQUEST', event: 'Demande du Département', proof: 'MEETING' },
    due: [],
  },
  13: {
    says: /Statuts, changement du bureau, dissolution/,
    under: 'Contrôle',
    to: ['DAT'],
    terms: { periodicity: 'ON_EVENT', proof: 'DOCUMENT' },
    due: [],
  },
  14: {
    says: /sans délai tout fait qui empêche une action/,
    under: '10',
    to: ['DAT'],
    terms: { periodicity: 'ON_EVENT', proof: 'STATEMENT' },
    due: [],
  },
  15: {
    says: /Consulter les directions avant d’arrêter l’ordre du jour/,
    under: '1.3',
    to: ['DAC', 'DAT'],
    terms: { periodicity: 'ON_EVENT', event: 'Session d’information des élus', proof: 'STATEMENT' },
    due: [],
  },
  16: {
    says: /Associer les services.*en amont et aux réunions de travail/,
    under: '3',
    to: thematic,
    terms: { periodicity: 'REGULAR', months: 3, proof: 'MEETING', degree: 'COMMITS' },
    due: quarters,
  },
  17: {
    says: /compatible avec ESCAPADE 62/,
    under: 'Sports de nature et itinérance',
    to: ['Sports'],
    terms: { periodicity: 'ON_EVENT', event: 'Création d’un outil numérique', proof: 'DOCUMENT' },
    due: [],
  },
  18: {
    says: /part à Ingénierie 62 et aux ateliers des partenaires/,
    under: '3',
    to: ['Département'],
    terms: { periodicity: 'CONTINUOUS', months: 1, proof: 'STATEMENT' },
    due: ['2026-01-31'],
  },
  19: {
    says: /toute la subvention.*sans la reverser, rechercher d’autres financements.*comptes rigoureux/,
    under: 'Contrôle',
    to: ['Finances'],
    terms: { periodicity: 'CONTINUOUS', months: 6, proof: 'STATEMENT' },
    due: ['2026-06-30'],
  },
};

const namesOf = (parties: readonly Party[]) =>
  parties.map(({ unit, organisation }) => (unit ?? organisation).shortName);

describe('the demonstration owes what the convention says', () => {
  let viewer: PersonViewer;
  let owed: ObligationView[];

  /** As they stand on a day; the demonstration itself was made in the end. */
  async function readOn(day: string): Promise<ObligationView[]> {
    setClock(() => new Date(`${day}T12:00:00Z`));
    try {
      const { nodes } = await listObligations(viewer, { first: 100 });
      return nodes.map(({ node }) => node);
    } finally {
      setClock(null);
    }
  }

  const only = (some: readonly ObligationView[], { says }: Pick<Fact, 'says'>) => {
    const found = some.filter(({ title }) => says.test(title));
    expect(found).toHaveLength(1);
    return found[0] as ObligationView;
  };
  const fact = (number: number) => facts[number] as Fact;

  test('all nineteen, and nothing else', async () => {
    await seedDemonstration();
    viewer = await signIn(await prisma.person.findUniqueOrThrow({ where: { email: 'dat@demo.test' } }));
    owed = await readOn('2026-02-01');
    expect(owed).toHaveLength(19);
    expect(new Set(Object.values(facts).map((one) => only(owed, one).id)).size).toBe(19);
  });

  test.each(Object.keys(facts).map(Number))('number %i', (number) => {
    const { under, by = ['Mission Bassin Minier'], to, present = [], invited = [], terms, due } = fact(number);
    const obligation = only(owed, fact(number));
    expect(obligation).toMatchObject(terms);
    const heading = obligation.block?.headings.at(-1);
    expect([heading?.number, heading?.title]).toContain(under);
    expect(namesOf(obligation.debtors).sort()).toEqual([...by].sort());
    expect(namesOf(obligation.creditors).sort()).toEqual([...to].sort());
    expect(namesOf(obligation.attendees).sort()).toEqual([...present].sort());
    expect(namesOf(obligation.invited).sort()).toEqual([...invited].sort());
    const recurring = obligation.occurrences.filter(({ occasion }) => occasion === null);
    expect(recurring.map(({ dueOn }) => dueOn)).toEqual(due);
    expect(recurring.map(({ piece }) => piece)).toEqual(terms.pieces ?? due.map(() => null));
  });

  const statesOf = (number: number, some = owed) => only(some, fact(number)).occurrences.map(({ state }) => state);

  test('3: « pourra »: not late where it was not held', async () => {
    const { id } = only(owed, fact(3));
    const occurrence = { obligationId: id };
    await prisma.evidence.updateMany({ where: { occurrence }, data: { withdrawnAt: new Date() } });
    expect(statesOf(3, await readOn('2026-02-01'))).toEqual(['LAPSED']);
    await prisma.evidence.updateMany({ where: { occurrence }, data: { withdrawnAt: null } });
  });

  test('6: a co-signatory who did not come does not make it late, and is named', () => {
    expect(statesOf(6)).toEqual(['MET', 'MET']);
    const second = only(owed, fact(6)).occurrences[1]?.evidence[0];
    expect(namesOf(second?.excused ?? [])).toEqual(['Département du Nord']);
  });

  test('9, 10 and 16: one proof is not enough for a year, and a silence is said', async () => {
    expect(statesOf(9)).toEqual(['LATE', 'MET', 'MET', 'MET']);
    expect(statesOf(10)).toEqual(['LATE', 'LATE', 'LATE', 'MET']);
    expect(statesOf(16)).toEqual(['LATE', 'MET', 'MET', 'LATE']);
    // As of that day: proofs of later ones do not count yet.
    const inOctober = await readOn('2025-10-12');
    expect(only(inOctober, fact(9)).silentMonths).toBe(3);
    expect(only(inOctober, fact(10)).silentMonths).toBe(9);
    expect(only(inOctober, fact(16)).silentMonths).toBeNull();
  });

  test('11: three documents, one by one', () => {
    expect(statesOf(11)).toEqual(['TO_PLAN', 'TO_PLAN', 'TO_PLAN']);
  });

  test('19: attested in January, it is not late', () => {
    const [occurrence] = only(owed, fact(19)).occurrences;
    expect(occurrence).toMatchObject({ state: 'MET', metOn: '2026-01-20' });
    expect((occurrence?.metOn ?? '') <= (occurrence?.dueOn ?? '')).toBe(true);
  });
});
