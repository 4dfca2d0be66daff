// A signed text is what was committed when it was signed, and no write path changes it again: socket, server's own edits,
// every mutation, jobs, storage, SQL.

import { randomUUID } from 'node:crypto';
import { getNamedType, isLeafType } from 'graphql';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { openAmendment } from '#domain/conventions/amendments.ts';
import { checkFrozenText, readFrozenText } from '#domain/conventions/frozen-texts.ts';
import { moveConvention } from '#domain/conventions/lifecycle.ts';
import { projectProgramme, rebuildProgramme } from '#domain/conventions/projection.ts';
import { repairThreadMarks } from '#domain/discussions/thread-places.ts';
import { files, handIn } from '#domain/outside.ts';
import { appendToMany, appendUpdates, compactDocument } from '#domain/texts/documents.ts';
import { removeBlock } from '#domain/texts/live-blocks.ts';
import { readStoredText } from '#domain/texts/stored-text.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { nothingLeftOut } from '#domain/written/written-text.ts';
import type { Convention } from '#generated/prisma/client.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { schema } from '#graphql/schema.ts';
import { prisma } from '#prisma/client.ts';
import { useHost } from '#tests/rig/realtime-host.ts';
import { buildConvention, heading, paragraph, stepInput } from '../build/conventions.ts';
import { buildViewer } from '../build/organisations.ts';
import { allWords, setKey, stateOf } from '../build/texts.ts';
import { useDatabase } from '../rig/database.ts';
import { keptFiles } from '../rig/outside.ts';
import { addParagraph, until } from './host.ts';
import { openWire } from './wire.ts';

const endpoint = createEndpoint();
const kept = keptFiles();

describe('on a database', () => {
  useDatabase();
  const host = useHost();
  let steward: PersonViewer;
  let convention: Convention;
  const blockId = randomUUID();

  beforeAll(async () => {
    handIn({
      live: {
        edit: (id, author, change) => host.sockets.live.edit(id, author?.personId ?? null, change),
        writeAs: host.sockets.live.writeAs,
        read: host.sockets.live.read,
      },
      announcements: {
        changed: () => undefined,
        rightsChanged: (whose) => host.sockets.rightsChanged(whose),
        sessionsEnded: () => undefined,
      },
      mail: { queue: async () => undefined },
      files: kept,
    });
  });
  beforeEach(async () => {
    steward = await buildViewer({ platformAdministrator: true });
    convention = await buildConvention({
      state: 'ADOPTED',
      content: [heading('Objet'), paragraph('Les partenaires agissent ensemble.', blockId)],
      participants: [{ personId: steward.personId, role: 'STEWARD' }],
    });
  });

  const sign = () => moveConvention(steward, stepInput(convention.id, 'SIGNED'));
  const stateNow = async () => {
    const { doc, sequence } = (await readStoredText(convention.documentId)) ?? { doc: new Y.Doc(), sequence: -1 };
    return { text: stateOf(doc), sequence };
  };
  const expectUntouched = async (work: () => Promise<unknown>) => {
    const before = await stateNow();
    await work();
    expect(await stateNow()).toEqual(before);
    expect(await checkFrozenText(steward, convention.id)).toMatchObject({
      hashHolds: true,
      textHolds: true,
      pdfHolds: true,
    });
  };
  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'done',
      (error) => error.code ?? error,
    );

  test('what somebody types while it is signed is in the frozen text when it was confirmed, and refused when not', async () => {
    // Nobody may write once it is adopted; here rights are wrong on purpose, and the freezing must hold by itself.
    const writer = host.connect(host.person(), convention.documentId);
    await writer.whenSynced;
    let typed = 0;
    const typing = setInterval(() => addParagraph(writer.doc, `Alinéa ${typed++}.`), 10);
    await until(() => typed > 5);
    await sign();
    await until(() => writer.status.frozen || writer.status.refusal !== null);
    clearInterval(typing);
    const frozen = await readFrozenText(steward, convention.id);
    const { doc, sequence } = (await readStoredText(convention.documentId)) ?? { doc: new Y.Doc(), sequence: 0 };
    expect(Number(frozen?.sequence)).toBe(sequence);
    const words = allWords(doc);
    for (let index = 0; index < typed; index += 1)
      expect(frozen?.canonical.includes(`"Alinéa ${index}."`)).toBe(words.includes(`Alinéa ${index}.`));
    expect(words).toContain('Alinéa 0.');
    expect(words).not.toContain(`Alinéa ${typed - 1}.`);
    await expectUntouched(async () => undefined);
  });

  test('an edit by the socket is refused, whatever the client thinks it may', async () => {
    const person = host.person();
    const wire = openWire(host, person);
    const answer = await wire.join(convention.documentId);
    if (!answer.ok) throw new Error(answer.code);
    const { doc } = await host.sockets.live.read(convention.documentId);
    await sign();
    await expectUntouched(async () => {
      const again = openWire(host, person);
      await again.join(convention.documentId);
      const before = Y.encodeStateVector(doc);
      addParagraph(doc, 'Après la signature');
      for (const one of [wire, again])
        one.socket.emit('edit', convention.documentId, 1, Y.encodeStateAsUpdate(doc, before));
      const closed = ['closed', 'goodbye'];
      await until(() => again.frames.some(({ name }) => closed.includes(name)));
      expect(again.named('committed')).toEqual([]);
    });
  });

  test('the server’s own edits are refused: marks of comments, carried blocks, repaired ids', async () => {
    await sign();
    await expectUntouched(async () => {
      for (const change of [
        (doc: Y.Doc) => addParagraph(doc, 'Encore'),
        (doc: Y.Doc) => void removeBlock(doc, blockId),
        (doc: Y.Doc) => setKey(doc, 1, 'id', randomUUID()),
      ])
        expect(await codeOf(host.sockets.live.edit(convention.documentId, null, change))).toBe('FROZEN');
    });
  });

  test('storage refuses new rows, and compacting them changes no word', async () => {
    await host.sockets.live.edit(convention.documentId, null, (doc) => addParagraph(doc, 'Avant la signature'));
    await sign();
    const bytes = Y.encodeStateAsUpdate(new Y.Doc());
    const write = { documentId: convention.documentId, rows: [{ bytes, authorId: null }], newClients: [] };
    await expectUntouched(async () => {
      expect(await appendUpdates(write)).toBe('frozen');
      expect(await appendToMany([write])).toEqual([null]);
      const { doc, sequence } = (await readStoredText(convention.documentId)) ?? { doc: new Y.Doc(), sequence: 0 };
      await compactDocument(convention.documentId, { sequence, bytes: Y.encodeStateAsUpdate(doc), sittings: [] });
    });
    expect(await prisma.documentUpdate.count({ where: { documentId: convention.documentId } })).toBe(0);
  });

  test('the jobs that follow a text leave it as it is, and its rows say what it says', async () => {
    await sign();
    await expectUntouched(async () => {
      await projectProgramme(convention.documentId);
      await rebuildProgramme(convention.documentId);
      await repairThreadMarks(convention.documentId);
    });
    expect(await prisma.programmeItem.count({ where: { conventionId: convention.id, archivedAt: null } })).toBe(2);
  });

  test('an amendment and a later year copy it and leave it as it is', async () => {
    await sign();
    await expectUntouched(async () => {
      const amendment = await openAmendment(steward, { conventionId: convention.id, title: 'Avenant' });
      await host.sockets.live.edit(amendment.documentId, null, (doc) => addParagraph(doc, 'Autre texte'));
    });
  });

  test('SQL neither changes nor removes what was kept', async () => {
    await sign();
    await expectUntouched(async () => {
      const { id } = convention;
      for (const attempt of [
        () => prisma.$executeRaw`update "FrozenText" set canonical = '{}' where "conventionId" = ${id}::uuid`,
        () => prisma.$executeRaw`delete from "FrozenText" where "conventionId" = ${id}::uuid`,
        () => prisma.$executeRaw`delete from "Convention" where id = ${id}::uuid`,
        () => prisma.$executeRaw`delete from "StoredFile" where "conventionId" = ${id}::uuid`,
      ])
        await expect(attempt()).rejects.toThrow();
    });
  });

  test('checking tells which of the three no longer holds', async () => {
    await sign();
    const { documentId } = convention;
    const changed = new Y.Doc();
    addParagraph(changed, 'Écrit à la main dans la base');
    await prisma.documentSnapshot.update({
      where: { documentId },
      data: { bytes: new Uint8Array(Y.encodeStateAsUpdate(changed)) },
    });
    const frozen = await readFrozenText(steward, convention.id);
    await files.keep(frozen?.pdfId ?? '', new TextEncoder().encode('%PDF un autre'));
    expect(await checkFrozenText(steward, convention.id)).toMatchObject({
      hashHolds: true,
      textHolds: false,
      pdfHolds: false,
    });
  });

  test('a signature that fails leaves nothing: no file, no step, and the text still open', async () => {
    const step = stepInput(convention.id, 'SIGNED', { version: convention.version + 1 });
    expect(await codeOf(moveConvention(steward, step))).toBe('CONFLICT');
    expect(await prisma.document.findUnique({ where: { id: convention.documentId } })).toMatchObject({
      frozenAt: null,
    });
    expect(await prisma.storedFile.count({ where: { conventionId: convention.id } })).toBe(0);
    expect(await readFrozenText(steward, convention.id)).toBeNull();
  });

  describe('mutations', () => {
    /** Those that could reach the text, each with what it would do to this one. */
    const reaching = (
      threadId: string,
      commentId: string,
      versionId: string,
      returnId: string,
      decidedId: string,
    ): Record<string, object> => ({
      archiveConvention: { conventionId: convention.id },
      decideCarryOver: { conventionId: convention.id, blockIds: [blockId], choice: 'DROP' },
      deleteComment: { commentId },
      editComment: { commentId, body: 'Autrement dit' },
      moveConvention: stepInput(convention.id, 'DRAFT'),
      openThread: { conventionId: convention.id, blockId, quotation: 'agissent', body: 'Comment ?' },
      postComment: { threadId, body: 'Encore un mot' },
      renameConvention: { conventionId: convention.id, title: 'Autre titre' },
      reopenThread: { threadId },
      rewriteCarryOvers: { conventionId: convention.id, rewrites: [{ blockId, before: 'a', after: 'b' }] },
      resolveThread: { threadId },
      nameTextVersion: { documentId: convention.documentId, name: 'Après coup' },
      keepTextBeforeReplacing: { documentId: convention.documentId },
      restoreTextVersion: { versionId },
      takeWordBack: { documentId: convention.documentId, fileName: 'a.docx', content: 'UEs=' },
      confirmWordReturn: { returnId },
      decideSuggestions: { documentId: convention.documentId, suggestionIds: [randomUUID()], decision: 'ACCEPTED' },
      explainSuggestion: { documentId: convention.documentId, suggestionId: randomUUID(), reason: 'Après coup' },
      reopenSuggestions: { documentId: convention.documentId, decidedIds: [decidedId] },
    });

    /** Those that write rows of their own, or another text: facts, accounts, files, new conventions. */
    const elsewhere = `
      acceptInvitation addActionNote addActionParty addAgendaItem addAttendee addOccurrence
      addParticipant addPaymentProof addReferenceEntry answerDatePoll answerDatePollByLink
      answerInvitation answerMeeting approveMinutes askAccess attachReply callMeeting cancelMeeting
      changeAgendaItem changeApiKey changeBudgetLine changeDataset changeDatePoll changeDeliverable
      changeIndicator changeInvitee changeMeeting changeObligation changeParticipant changePassword
      changePayment closeDatePoll confirmImport consentByLink consentToMinutes continueConvention
      correctImportDraft correctReading createApiKey createBudgetLine createCalendarFeed
      createConvention createDeliverable createIndicator createMeeting createObligation
      createOrganisation createPayment createUnit deactivatePerson decideAccess deliverPiece
      depositDataset depositVersion discardImportDraft discardWordReturn emptyDemonstration endAllSessions endSession
      followAction followActions followDataset followOutcome followOutcomes holdMeeting invite inviteAgain
      inviteByAddresses invitePerson linkDataset makeDatasetKey makeObservation makeObservationByLink makeYearReport
      markAllNotificationsRead markNotificationRead markThreadRead measureIndicator moveAgendaItem
      openAmendment openDatePoll openMeetingNotes openSession placePerson planOccurrence
      prolongObservations reactivatePerson receivePaymentProof recordAttendance recordEvidence
      remindDatePoll remindInvitees removeActionParty removeAgendaItem removeParticipant
      removePaymentProof renewInvitationLink repeatMeeting replaceApiKey requestPasswordReset
      resetPassword revokeApiKey revokeCalendarFeed revokeDatasetKey sendAgenda sendMinutes setActionParties
      setMailPreference setOccurrenceAside setOrganisationAdministrator setReplyAside
      setTypingPreference settleObservation silenceReminders storeFile takeOccurrenceUp uninvite
      unlinkDataset updateOrganisation updateProfile updateUnit updateYearReport uploadConvention
      withdrawActionNote withdrawBudgetLine withdrawDataset withdrawDeliverable withdrawEvidence
      withdrawIndicator withdrawObligation withdrawPiece createWebhook changeWebhook rotateWebhookSecret
      giveCharter removeCharter upsert testWebhook pauseWebhook resumeWebhook replayWebhook removeWebhook
      saveTemplate renameTemplate removeTemplate createConventionFromTemplate openAmendmentFromTemplate
      addAgendaFromTemplate openNotesFromTemplate makeReportFromTemplate
    `
      .trim()
      .split(/\s+/);

    const ask = async (query: string, variables: object = {}) => {
      const response = await endpoint.fetch(
        'http://localhost/graphql',
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query, variables }),
        },
        { viewer: steward, from: { ip: '192.0.2.1', userAgent: null } },
      );
      return (await response.json()) as {
        data: Record<string, unknown> | null;
        errors?: { message: string; extensions: { code: string } }[];
      };
    };

    test('every mutation of the schema is either refused on a signed text or known not to touch one', () => {
      const names = Object.keys(schema.getMutationType()?.getFields() ?? {});
      expect(names.length).toBeGreaterThan(50);
      const tried = Object.keys(reaching('', '', '', '', ''));
      // By name: whoever adds one decides which it is.
      expect([...tried, ...elsewhere].sort()).toEqual([...names].sort());
    });

    test('those that could reach the text are refused, and it stays as it was signed', async () => {
      const thread = await prisma.thread.create({
        data: {
          conventionId: convention.id,
          blockId,
          quotation: '',
          prefix: '',
          suffix: '',
          createdById: steward.personId,
          comments: { create: { authorId: steward.personId, body: 'Un mot' } },
        },
        include: { comments: true },
      });
      await sign();
      await expectUntouched(async () => {
        const kept = await prisma.textVersion.findFirstOrThrow({ where: { documentId: convention.documentId } });
        const { id: returnId } = await prisma.wordReturn.create({
          data: {
            personId: steward.personId,
            documentId: convention.documentId,
            versionId: kept.id,
            fileName: 'Convention.docx',
            text: { origin: null, blocks: [], comments: [], leftOut: { ...nothingLeftOut() } },
          },
        });
        const { suggestions } = await prisma.suggestionDecision.create({
          data: {
            documentId: convention.documentId,
            fate: 'REFUSED',
            authors: {},
            suggestions: { create: { suggestionId: randomUUID(), summary: 'Ajoute un mot' } },
          },
          include: { suggestions: true },
        });
        const decidedId = suggestions[0]?.id ?? '';
        const inputs = reaching(thread.id, thread.comments[0]?.id ?? '', kept.id, returnId, decidedId);
        for (const [name, input] of Object.entries(inputs)) {
          const field = schema.getMutationType()?.getFields()[name];
          const type = field?.args.find((argument) => argument.name === 'input')?.type;
          const chosen = field && isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
          const { data, errors } = await ask(`mutation ($input: ${type}) { ${name}(input: $input) ${chosen} }`, {
            input,
          });
          expect(data?.[name] ?? null, name).toBeNull();
          expect(['FORBIDDEN', 'FROZEN', 'CONFLICT'], name).toContain(errors?.[0]?.extensions.code);
        }
      });
    });
  });
});
