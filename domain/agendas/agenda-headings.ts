// The headings of the programme that a point may be about, to choose from without knowing their words. Called by the page
// of an agenda; finding passages by words is agenda-suggestions.ts.
import { prisma } from '#prisma/client.ts';
import { readMeeting } from '../meetings/meeting-views.ts';
import { parseInput } from '../parse.ts';
import type { Viewer } from '../viewers.ts';
import { readChain, type SourceConvention } from './agenda-sources.ts';
import { titleOf } from './agenda-suggestions.ts';
import { drawAgendaInput } from './inputs.ts';

/** An « objectif stratégique » or an objective. */
export interface AgendaHeading {
  blockId: string;
  kind: 'AXIS' | 'OBJECTIVE';
  /** With its number, as the point is called. */
  title: string;
  /** A point of the agenda comes from it. */
  isTaken: boolean;
}

/** The headings of one convention's programme, in its order. */
export interface HeadedConvention {
  convention: SourceConvention;
  headings: AgendaHeading[];
}

/** Of all the conventions together: a programme has a few dozen. */
const MOST = 300;

/** The programmes that the agenda of a meeting may be drawn from, its own convention's first; those without any left out. */
export async function listAgendaHeadings(viewer: Viewer, input: unknown): Promise<HeadedConvention[]> {
  const { meetingId } = parseInput(drawAgendaInput, input);
  const meeting = await readMeeting(viewer, meetingId);
  const chain = await readChain(viewer, meeting.conventionId);
  const items = await prisma.programmeItem.findMany({
    where: {
      conventionId: { in: chain.map(({ id }) => id) },
      archivedAt: null,
      kind: { in: ['AXIS', 'OBJECTIVE'] },
      title: { not: '' },
    },
    // Across the conventions, so that an endless text takes no room from the others.
    orderBy: [{ position: 'asc' }, { conventionId: 'asc' }],
    take: MOST,
  });
  const taken = new Set(meeting.agenda.map(({ blockId }) => blockId));
  return chain
    .map((convention) => ({
      convention,
      headings: items
        .filter(({ conventionId }) => conventionId === convention.id)
        .map(({ blockId, kind, number, title }) => ({
          blockId,
          kind: kind === 'AXIS' ? ('AXIS' as const) : ('OBJECTIVE' as const),
          title: titleOf([number, title].filter(Boolean).join(' ')),
          isTaken: taken.has(blockId),
        })),
    }))
    .filter(({ headings }) => headings.length > 0);
}
