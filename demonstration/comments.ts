// The discussions of the demonstration: who says what about which words of the convention that is being written. Written
// through the domain's own verbs, so that marks, mentions, notifications and history are those of real life.

import { writeMention } from '#domain/discussions/bodies.ts';
import { postComment } from '#domain/discussions/comments.ts';
import { openThread, resolveThread } from '#domain/discussions/threads.ts';
import { live } from '#domain/outside.ts';
import { textOf } from '#domain/texts/live-text.ts';
import { blocksOf } from '#domain/texts/text-schema.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';

/** `{…}` in the words names a person by address or an organisation by short name. */
interface Said {
  by: string;
  words: string;
}

interface DemonstrationThread {
  /** Words of one block of the text. */
  about: string;
  /** The whole block is meant, and not those words alone. */
  onBlock?: boolean;
  said: [Said, ...Said[]];
  resolvedBy?: string;
}

const threads: DemonstrationThread[] = [
  {
    about: 'les arbitrages en mai 2025',
    said: [
      {
        by: 'lens-henin@demo.test',
        words:
          'Date de l’an dernier\u00a0: à reporter en 2026. {mission@demo.test}, mai reste-t-il tenable pour votre conseil d’administration\u00a0?',
      },
      {
        by: 'mission@demo.test',
        words: 'Oui, la séance est prévue fin mai. Je mets à jour avec le calendrier complet.',
      },
    ],
  },
  {
    about: 'au moins une fois par an',
    said: [
      {
        by: 'artois@demo.test',
        words:
          'Le comité ne s’est réuni qu’une fois. Peut-on passer de « pourra » à un engagement ferme, deux fois par an ?',
      },
      {
        by: 'mission@demo.test',
        words:
          'Une réunion ferme, oui. La seconde dépend des propriétaires\u00a0: gardons «\u00a0pourra\u00a0» pour celle-là.',
      },
      {
        by: 'dat@demo.test',
        words: 'D’accord sur le principe.\n{Agence d’urbanisme}, avez-vous de quoi préparer la première ?',
      },
    ],
  },
  {
    about: 'stratégie vélo',
    said: [
      {
        by: 'agence@demo.test',
        words: 'Nous pouvons fournir les données de fréquentation pour le cahier de références.',
      },
      { by: 'dat@demo.test', words: 'Parfait, c’est noté dans le livrable.' },
    ],
    resolvedBy: 'dat@demo.test',
  },
  {
    about: 'Au moins une réunion est attendue dans l’année',
    onBlock: true,
    said: [
      {
        by: 'artois@demo.test',
        words:
          'Proposition\u00a0: une réunion commune Artois et Lens-Hénin, plutôt que deux. {lens-henin@demo.test}, qu’en pensez-vous\u00a0?',
      },
    ],
  },
];

/** The words with each `{…}` as a mention. */
async function withMentions(words: string): Promise<string> {
  const people = await prisma.person.findMany({ select: { id: true, email: true } });
  const organisations = await prisma.organisation.findMany({ select: { id: true, shortName: true } });
  return words.replace(/\{(.+?)\}/g, (whole, name: string) => {
    const named = people.find(({ email }) => email === name) ?? organisations.find((one) => one.shortName === name);
    if (!named) throw new Error(`The demonstration mentions ${whole}, who is nobody in it.`);
    return writeMention(named.id);
  });
}

/** The block that holds these words, and them with a little of what is around. */
async function anchorOf(documentId: string, { about, onBlock }: DemonstrationThread) {
  const { doc } = await live.read(documentId);
  const block = blocksOf(textOf(doc)).find(({ text }) => text.includes(about));
  if (!block?.id) return null;
  if (onBlock) return { blockId: block.id };
  const start = block.text.indexOf(about);
  const prefix = block.text.slice(Math.max(0, start - 40), start);
  const suffix = block.text.slice(start + about.length, start + about.length + 40);
  return { blockId: block.id, quotation: about, prefix, suffix };
}

/** Does `work` as the person of an address. */
type As = <Result>(email: string, work: (viewer: PersonViewer) => Promise<Result>) => Promise<Result>;

/** Opens the demonstration's threads in a convention; words that its text does not hold are left out. */
export async function seedComments(conventionId: string, as: As): Promise<void> {
  const convention = await prisma.convention.findUniqueOrThrow({
    where: { id: conventionId },
    select: { documentId: true },
  });
  for (const thread of threads) {
    const anchor = await anchorOf(convention.documentId, thread);
    if (!anchor) continue;
    const [first, ...answers] = thread.said;
    const body = await withMentions(first.words);
    const { id: threadId } = await as(first.by, (viewer) => openThread(viewer, { conventionId, ...anchor, body }));
    for (const { by, words } of answers) {
      const answer = await withMentions(words);
      await as(by, (viewer) => postComment(viewer, { threadId, body: answer }));
    }
    if (thread.resolvedBy) await as(thread.resolvedBy, (viewer) => resolveThread(viewer, threadId));
  }
}
