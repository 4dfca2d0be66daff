// Imports as programs and pages meet them in the API: base64 or bytes in, the preview out, only for the one who sent it.
import { describe, expect, test } from 'vitest';
import type { Viewer } from '#domain/viewers.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { buildOrganisation, buildSystemViewer, buildViewer } from '../build/organisations.ts';
import { bold, makeDocx, p } from '../formats/make-files.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

useDatabase();
useOutside();

const endpoint = createEndpoint();
const from = { ip: '127.0.0.1', userAgent: null };
const department = async () => (await buildOrganisation({ kind: 'DEPARTMENT' })).id;

interface Answer<Result> {
  data?: Result | null;
  errors?: { message: string; extensions: { code: string } }[];
}

async function ask<Result>(viewer: Viewer | null, query: string, variables: object = {}): Promise<Answer<Result>> {
  const response = await endpoint.fetch(
    'http://localhost/graphql',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    },
    { viewer, from },
  );
  return (await response.json()) as Answer<Result>;
}

const docx = makeDocx(
  [
    p('CONVENTION 2031'),
    bold('Article 1 : Objet'),
    p('La convention fixe le programme.'),
    bold('Article 2 : Programme'),
    bold('Objectif stratégique 1 : Veiller'),
    p('Pour 2030, un bilan devra être remis.'),
    bold('Article 8 : Suivi'),
    p('Deux fois par an.'),
  ].join(''),
);

interface Draft {
  id: string;
  fileName: string;
  preview: {
    suggestedTitle: string;
    suggestedYear: number;
    blocks: { id: string; kind: string; number: string | null; text: string; staleYears: { year: number }[] }[];
    warnings: { code: string; message: string; blockIds: string[] }[];
  };
}
const draftFields = `id fileName preview { suggestedTitle suggestedYear
  blocks { id kind number text staleYears { year } } warnings { code message blockIds } }`;
const UPLOAD = `mutation ($input: UploadConventionInput!) { uploadConvention(input: $input) { ${draftFields} } }`;
const READ = `query ($id: ID!) { importDraft(id: $id) { ${draftFields} } }`;

async function upload(viewer: Viewer, content = docx.toString('base64')): Promise<Draft> {
  const answer = await ask<{ uploadConvention: Draft }>(viewer, UPLOAD, {
    input: { fileName: 'convention.docx', content },
  });
  if (!answer.data) throw new Error(JSON.stringify(answer.errors));
  return answer.data.uploadConvention;
}

const numbered = ({ preview }: Draft) =>
  preview.blocks.filter(({ number }) => number).map(({ kind, number, text }) => `${kind} ${number} ${text}`);

describe('an import through the API', () => {
  test('shows what was recognised, corrects it, and becomes a convention with the same blocks', async () => {
    const viewer = await buildViewer({ organisationId: await department() });
    const draft = await upload(viewer);
    expect(numbered(draft)).toEqual(['ARTICLE 1 Objet', 'ARTICLE 2 Programme', 'AXIS 1 Veiller', 'ARTICLE 8 Suivi']);
    expect(draft.preview).toMatchObject({ suggestedTitle: 'CONVENTION 2031', suggestedYear: 2031 });
    expect(draft.preview.warnings.map(({ code }) => code)).toEqual(['ABSENT_ARTICLES', 'STALE_YEAR']);
    const stale = draft.preview.blocks.find(({ staleYears }) => staleYears.length > 0);
    expect(stale).toMatchObject({ staleYears: [{ year: 2030 }] });

    const last = draft.preview.blocks.find(({ number }) => number === '8');
    const correct = `mutation ($input: CorrectImportDraftInput!) { correctImportDraft(input: $input) { ${draftFields} } }`;
    const corrections = [
      { blockId: last?.id, startAt: 3 },
      { blockId: stale?.id, kind: 'OBJECTIVE' },
    ];
    const corrected = await ask<{ correctImportDraft: Draft }>(viewer, correct, {
      input: { draftId: draft.id, corrections },
    });
    const read = await ask<{ importDraft: Draft }>(viewer, READ, { id: draft.id });
    expect(corrected.data?.correctImportDraft).toEqual(read.data?.importDraft);
    expect(read.data && numbered(read.data.importDraft)).toContain('ARTICLE 3 Suivi');
    const kinds = read.data?.importDraft.preview.blocks.map(({ kind }) => kind);
    expect(kinds).toContain('OBJECTIVE');

    const confirm = `mutation ($input: ConfirmImportInput!) { confirmImport(input: $input) { id year viewerRole } }`;
    const confirmed = await ask<{ confirmImport: { id: string } }>(viewer, confirm, {
      input: { draftId: draft.id, title: 'Convention 2031', year: 2031 },
    });
    expect(confirmed.data?.confirmImport).toMatchObject({ year: 2031, viewerRole: 'STEWARD' });
    expect((await ask(viewer, READ, { id: draft.id })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  test('is listed for its sender alone, and gone once thrown away', async () => {
    const organisationId = await department();
    const [viewer, colleague] = [await buildViewer({ organisationId }), await buildViewer({ organisationId })];
    const { id } = await upload(viewer);
    const list = '{ importDrafts { id fileName } }';
    expect((await ask(viewer, list)).data).toEqual({ importDrafts: [{ id, fileName: 'convention.docx' }] });
    expect((await ask(colleague, list)).data).toEqual({ importDrafts: [] });
    expect((await ask(colleague, READ, { id })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const discard = 'mutation ($input: DiscardImportDraftInput!) { discardImportDraft(input: $input) }';
    const input = { draftId: id };
    expect((await ask(colleague, discard, { input })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await ask(viewer, discard, { input })).data).toEqual({ discardImportDraft: true });
    expect((await ask(viewer, list)).data).toEqual({ importDrafts: [] });
  });

  test('that is no text is refused with its sentence, and nothing is kept', async () => {
    const viewer = await buildViewer({ organisationId: await department() });
    const tries = [
      [Buffer.from('%PDF-1.7').toString('base64'), 'UNREADABLE_FILE', 'un PDF'],
      ['', 'UNREADABLE_FILE', 'vide'],
      ['ceci n’est pas du base64 !', 'UNREADABLE_FILE', 'ni un DOCX ni un ODT'],
      [Buffer.alloc(20 * 1024 * 1024 + 1).toString('base64'), 'TOO_LARGE', '20\u00a0Mo'],
    ] as const;
    for (const [content, code, words] of tries) {
      const { errors } = await ask(viewer, UPLOAD, { input: { fileName: 'a.docx', content } });
      expect(errors?.[0]?.extensions.code).toBe(code);
      expect(errors?.[0]?.message).toContain(words);
    }
    const wrong = await ask(viewer, UPLOAD, { input: { fileName: 'a.docx', content: 12 } });
    expect(wrong.errors?.[0]?.message).toContain('base64');
    expect((await ask(viewer, '{ importDrafts { id } }')).data).toEqual({ importDrafts: [] });
  });

  test('is for people who prepare conventions: no stranger, no key', async () => {
    const input = { fileName: 'a.docx', content: docx.toString('base64') };
    const code = async (viewer: Viewer | null) => (await ask(viewer, UPLOAD, { input })).errors?.[0]?.extensions.code;
    expect(await code(null)).toBe('UNAUTHENTICATED');
    expect(await code(await buildSystemViewer(await department(), 'READ_WRITE'))).toBe('FORBIDDEN');
  });
});
