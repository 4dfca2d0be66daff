// The visual charter of an organisation: a DOCX and an ODT whose styles, page, headers and footers are taken over into the texts that
// its people take away. What is kept was checked when it was given (formats/office/charter-reading.ts).
import type { KeptCharter, KeptDocxCharter, KeptOdtCharter } from '#formats/office/charter.ts';
import { readCharter } from '#formats/office/charter-reading.ts';
import { FileRefusal, type RefusalReason } from '#formats/refusals.ts';
import type { Charter } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { transact } from '../changes.ts';
import { conflict, type DomainError, forbidden, notFound, tooLarge, unreadableFile } from '../errors.ts';
import { parseInput } from '../parse.ts';
import { can } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { CharterFormat } from '../vocabulary.ts';
import { CHARTER_LIMIT, CHARTER_LIMIT_WORDS, giveCharterInput, removeCharterInput } from './inputs.ts';
import { readOrganisation } from './organisations.ts';

/** A charter as lists have it: what was taken of the file is written into texts alone. */
export type ListedCharter = Omit<Charter, 'bytes'>;

const NOT_ONE =
  'Ce fichier n’est ni un DOCX (Word) ni un ODT (LibreOffice)\u00a0: enregistrez-y votre modèle, puis déposez-le.';
const DAMAGED =
  'Ce fichier est endommagé ou n’a pas de styles\u00a0: ouvrez-le dans Word ou LibreOffice, enregistrez-le de nouveau, puis déposez-le.';
const TOO_MUCH = 'Ce fichier contient bien plus qu’un modèle\u00a0: il n’a pas été lu.';

const sentences: Partial<Record<RefusalReason, () => DomainError>> = {
  EMPTY: () => unreadableFile('Ce fichier est vide.'),
  OTHER_KIND: () => unreadableFile(NOT_ONE),
  OLD_WORD: () => unreadableFile(NOT_ONE),
  PROTECTED: () =>
    unreadableFile('Ce fichier est protégé par un mot de passe\u00a0: retirez-le, puis déposez le fichier.'),
  MACROS: () =>
    unreadableFile('Ce fichier contient des macros\u00a0: enregistrez-le sans elles (DOCX ou ODT), puis déposez-le.'),
  BOMB: () => unreadableFile(TOO_MUCH),
  HOSTILE: () => unreadableFile(TOO_MUCH),
  TOO_LONG: () => unreadableFile(TOO_MUCH),
  TOO_SLOW: () => unreadableFile(TOO_MUCH),
  BUSY: () => conflict('Plusieurs fichiers sont en cours de lecture. Réessayez dans quelques instants.'),
};

/** The charters of an organisation, which whoever is signed in may know of. */
export const listCharters = (_viewer: Viewer, organisationId: string): Promise<ListedCharter[]> =>
  prisma.charter.findMany({ where: { organisationId }, omit: { bytes: true }, orderBy: { format: 'asc' } });

const about = (organisationId: string, format: CharterFormat, fileName: string) =>
  ({
    subject: 'Organisation',
    subjectId: organisationId,
    organisationId,
    details: { format, name: fileName },
  }) as const;

/** Keeps the charter of an organisation, in place of the one of the same format. Refuses macros and whatever is no template. */
export async function giveCharter(
  viewer: Viewer,
  input: { organisationId: string; fileName: string; bytes: Uint8Array },
): Promise<ListedCharter> {
  const { organisationId, fileName } = parseInput(giveCharterInput, input);
  await readOrganisation(viewer, { organisationId });
  if (!can(viewer, 'organisation.manage', { organisationId })) throw forbidden();
  if (input.bytes.length > CHARTER_LIMIT) throw tooLarge(CHARTER_LIMIT_WORDS);
  const kept = await readCharter(input.bytes).catch((error: unknown) => {
    if (error instanceof FileRefusal) throw sentences[error.reason]?.() ?? unreadableFile(DAMAGED);
    throw error;
  });
  const { format } = kept;
  const data = {
    fileName,
    bytes: new Uint8Array(Buffer.from(JSON.stringify(kept), 'utf8')),
    givenAt: now(),
    givenById: viewer.personId,
  };
  return transact(viewer, async (tx, record) => {
    const charter = await tx.charter.upsert({
      where: { organisationId_format: { organisationId, format } },
      create: { organisationId, format, ...data },
      update: data,
      omit: { bytes: true },
    });
    await record({ kind: 'charter.deposited', ...about(organisationId, format, charter.fileName) });
    return charter;
  });
}

/** Takes a charter away: texts are written in the usual look again. NOT_FOUND when there is none. */
export async function removeCharter(
  viewer: Viewer,
  input: { organisationId: string; format: CharterFormat },
): Promise<void> {
  const { organisationId, format } = parseInput(removeCharterInput, input);
  if (!can(viewer, 'organisation.manage', { organisationId })) throw forbidden();
  const where = { organisationId_format: { organisationId, format } };
  await transact(viewer, async (tx, record) => {
    const charter = await tx.charter.findUnique({ where, select: { fileName: true } });
    if (!charter) throw notFound();
    await tx.charter.delete({ where });
    await record({ kind: 'charter.removed', ...about(organisationId, format, charter.fileName) });
  });
}

async function charterOf(organisationId: string, format: CharterFormat): Promise<KeptCharter | null> {
  const found = await prisma.charter.findUnique({ where: { organisationId_format: { organisationId, format } } });
  return found && (JSON.parse(Buffer.from(found.bytes).toString('utf8')) as KeptCharter);
}

/** What the texts of who asks look like in Word, as their organisation wants it; null for the usual look. */
export const wordCharterOf = ({ organisationId }: Viewer): Promise<KeptDocxCharter | null> =>
  charterOf(organisationId, 'DOCX') as Promise<KeptDocxCharter | null>;

/** The same in LibreOffice. */
export const officeCharterOf = ({ organisationId }: Viewer): Promise<KeptOdtCharter | null> =>
  charterOf(organisationId, 'ODT') as Promise<KeptOdtCharter | null>;
