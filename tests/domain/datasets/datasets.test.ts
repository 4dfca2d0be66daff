// What partners share: deposited, checked in the background, versioned, opened to some and not to others, taken back.
import { beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#domain/calendar.ts';
import { askAccess, decideAccess, waitingRequests } from '#domain/datasets/access-requests.ts';
import { correctReading } from '#domain/datasets/corrected-reading.ts';
import { linkDataset, linksOfDatasets, unlinkDataset } from '#domain/datasets/dataset-links.ts';
import { expectedUntil, heldIn, listDatasets, readDataset } from '#domain/datasets/dataset-views.ts';
import { changeDataset, depositDataset, depositVersion, withdrawDataset } from '#domain/datasets/datasets.ts';
import { countDownloads, takeFile } from '#domain/datasets/downloads.ts';
import { followDataset } from '#domain/datasets/subscriptions.ts';
import { readMap, readTable, takeSelection } from '#domain/datasets/table-windows.ts';
import { openUpload, removeOldUploads } from '#domain/datasets/uploads.ts';
import { readChanges } from '#domain/history/feed.ts';
import { files } from '#domain/outside.ts';
import { searchEverything } from '#domain/search/search.ts';
import type { Viewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { buildDataset, buildUpload, buildVersion, communes, table } from '../../build/datasets.ts';
import { buildJoint, type Joint } from '../../build/meetings.ts';
import { buildOrganisation, buildSystemViewer, buildViewer } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';
import { listNotifications } from '../../rig/single-lists.ts';

const coded = (code: string) => expect.objectContaining({ code });
const rowsOf = async (viewer: Viewer | null, datasetId: string, number: number | null = null) =>
  (await readTable(viewer, { datasetId, number }, { offset: 0, limit: 10, sort: null, filters: [] })).rows;

describe('on a database', () => {
  useDatabase();
  useOutside();

  let depositor: Viewer;
  let partner: Viewer;
  beforeEach(async () => {
    depositor = await buildViewer({ organisationId: (await buildOrganisation({ kind: 'ASSOCIATION' })).id });
    partner = await buildViewer({ organisationId: (await buildOrganisation({ kind: 'EPCI' })).id });
  });

  describe('a deposit', () => {
    test('is checked in the background, and its rows are read a window at a time', async () => {
      const { id } = await buildDataset(depositor);
      const { latest, versions } = await readDataset(partner, id);
      expect(latest).toMatchObject({ number: 1, state: 'READY', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
      expect(latest && heldIn(latest)).toMatchObject({ kind: 'TABLE', format: 'CSV', rowCount: 3 });
      expect(versions).toHaveLength(1);
      expect(await rowsOf(partner, id)).toEqual([
        ['62065', 'Avion', 17_600],
        ['62427', 'Hénin-Beaumont', 26_000],
        ['62498', 'Lens', 32_700],
      ]);
    });

    test('that cannot be read is refused in a sentence, and nobody else ever sees it', async () => {
      const { id } = await buildDataset(depositor, { fileName: 'carte.gpkg', bytes: Buffer.from('not a database') });
      const own = await readDataset(depositor, id);
      expect(own.versions[0]).toMatchObject({ state: 'REFUSED', refusal: expect.stringMatching(/\.$/) });
      expect(own.latest).toBeNull();
      await expect(readDataset(partner, id)).rejects.toEqual(coded('NOT_FOUND'));
      expect((await listDatasets(partner, {})).nodes.map(({ node }) => node.id)).not.toContain(id);
    });

    test('is of a file that has come in full, and once', async () => {
      const { id: uploadId } = await openUpload(depositor, { fileName: 'a.csv', size: 10 });
      await files.keep(uploadId, Buffer.from('half'));
      const said = { ...(await saidOf(depositor)), uploadId };
      await expect(depositDataset(depositor, said)).rejects.toMatchObject({ fields: { uploadId: expect.any(String) } });
      const whole = await buildUpload(depositor, 'a.csv', table(communes));
      await expect(depositDataset(partner, { ...said, uploadId: whole })).rejects.toEqual(coded('NOT_FOUND'));
      const twice = await Promise.allSettled([1, 2].map(() => depositDataset(depositor, { ...said, uploadId: whole })));
      expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });

    test.each([
      ['a title that is missing', { title: ' ' }, 'title'],
      ['a period that runs backwards', { periodFrom: '2025-02-01', periodTo: '2025-01-01' }, 'periodTo'],
      ['nobody chosen', { access: 'CHOSEN' }, 'organisationIds'],
      ['open to all without an open licence', { access: 'EVERYONE', licence: 'CONVENTION' }, 'licence'],
      ['a producer who is nobody', { producerId: '01a22769-6cd3-76bb-bfe5-540415d847d9' }, 'producerId'],
    ])('with %s is refused at its field', async (_what, wrong, field) => {
      const uploadId = await buildUpload(depositor, 'a.csv', table(communes));
      const input = { ...(await saidOf(depositor)), uploadId, ...wrong };
      await expect(depositDataset(depositor, input)).rejects.toMatchObject({ fields: { [field]: expect.any(String) } });
    });

    test('is not possible for a key that only reads', async () => {
      const key = await buildSystemViewer(depositor.organisationId, 'READ');
      await expect(openUpload(key, { fileName: 'a.csv', size: 4 })).rejects.toEqual(coded('FORBIDDEN'));
    });

    test('that nobody goes on with is swept after a week, with its bytes', async () => {
      const uploadId = await buildUpload(depositor, 'a.csv', table(communes));
      await removeOldUploads();
      expect(await files.size(uploadId)).not.toBeNull();
      setClock(() => new Date(Date.now() + 8 * 24 * 3_600_000));
      try {
        await removeOldUploads();
      } finally {
        setClock(null);
      }
      expect(await files.size(uploadId)).toBeNull();
      expect(await prisma.upload.count({ where: { id: uploadId } })).toBe(0);
    });
  });

  describe('a version', () => {
    test('keeps its bytes and its number, says what changed, and is told to those who follow, once', async () => {
      const { id } = await buildDataset(depositor);
      await followDataset(partner, id, true);
      const more = [...communes.slice(0, 3), ['62498', 'Lens', '33 000'], ['62510', 'Liévin', '30 100']];
      await buildVersion(depositor, id, { bytes: table(more), note: 'Recensement 2026' });
      const { latest, versions } = await readDataset(partner, id);
      expect(versions.map(({ number }) => number)).toEqual([2, 1]);
      expect(latest?.comparison).toMatchObject({ since: 1, added: 1, changed: 1, removed: 0 });
      expect(await rowsOf(partner, id, 1)).toHaveLength(3);
      expect(await rowsOf(partner, id)).toHaveLength(4);
      const told = await listNotifications(partner, {});
      expect(told.nodes.map(({ node }) => [node.kind, node.datasetId])).toEqual([['DATASET_UPDATED', id]]);
    });

    test('gets its own number when two are deposited at once', async () => {
      const { id } = await buildDataset(depositor);
      const uploads = await Promise.all([1, 2, 3].map(() => buildUpload(depositor, 'a.csv', table(communes))));
      await Promise.all(uploads.map((uploadId) => depositVersion(depositor, { datasetId: id, uploadId })));
      const found = await prisma.datasetVersion.findMany({ where: { datasetId: id }, orderBy: { number: 'asc' } });
      expect(found.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    });

    test('whose table was guessed wrong is read as somebody says', async () => {
      const bytes = Buffer.from('nom;jour\nAvion;03/04/2025\nLens;05/06/2025\n');
      const { id } = await buildDataset(depositor, { bytes });
      await correctReading(depositor, { datasetId: id, dateOrder: 'MDY' });
      expect(await rowsOf(partner, id)).toEqual([
        ['Avion', '2025-03-04'],
        ['Lens', '2025-05-06'],
      ]);
      await expect(correctReading(partner, { datasetId: id, decimal: ',' })).rejects.toEqual(coded('FORBIDDEN'));
    });

    test('is expected after its frequency, by the calendar', () => {
      expect(expectedUntil('WEEKLY', '2026-02-27')).toBe('2026-03-06');
      expect(expectedUntil('MONTHLY', '2028-01-31')).toBe('2028-02-29');
      expect(expectedUntil('YEARLY', '2028-02-29')).toBe('2029-02-28');
      expect(expectedUntil('IRREGULAR', '2026-01-01')).toBeNull();
    });
  });

  describe('who sees a dataset', () => {
    test('the public, partners, those chosen, or its depositor alone', async () => {
      const chosen = { access: 'CHOSEN', organisationIds: [partner.organisationId] };
      const other = await buildViewer({ organisationId: (await buildOrganisation({})).id });
      const key = await buildSystemViewer(partner.organisationId, 'READ');
      const colleague = await buildViewer({ organisationId: depositor.organisationId });
      const seers = { nobody: null, partner, key, other, depositor, colleague };
      const seenBy = async (said: object) => {
        const { id } = await buildDataset(depositor, said as never);
        const names = [];
        for (const [name, viewer] of Object.entries(seers)) {
          const isSeen = await readDataset(viewer, id).then(
            () => true,
            () => false,
          );
          const isListed = (await listDatasets(viewer, {})).nodes.some(({ node }) => node.id === id);
          const isTaken = await takeFile(viewer, { datasetId: id, number: 1 }).then(
            () => true,
            () => false,
          );
          expect([isListed, isTaken], name).toEqual([isSeen, isSeen]);
          if (isSeen) names.push(name);
        }
        return names.join(' ');
      };
      expect(await seenBy({ access: 'EVERYONE' })).toBe('nobody partner key other depositor colleague');
      expect(await seenBy({ access: 'PARTNERS' })).toBe('partner key other depositor colleague');
      expect(await seenBy(chosen)).toBe('partner key depositor colleague');
      expect(await seenBy({ access: 'MINE' })).toBe('depositor');
    });

    test('those of a service alone, and not its organisation’s keys', async () => {
      const unit = await prisma.unit.create({
        data: { organisationId: partner.organisationId, name: 'MDADT de l’Artois', shortName: 'MDADT Artois' },
      });
      const agent = await buildViewer({ organisationId: partner.organisationId, unitId: unit.id });
      const { id } = await buildDataset(depositor, { access: 'CHOSEN', unitIds: [unit.id] });
      await expect(readDataset(agent, id)).resolves.toMatchObject({ id });
      const key = await buildSystemViewer(partner.organisationId, 'READ');
      for (const viewer of [partner, key]) await expect(readDataset(viewer, id)).rejects.toEqual(coded('NOT_FOUND'));
    });

    test('changes with what is said of it, for its people alone; what was read before is not overwritten', async () => {
      const { id, version } = await buildDataset(depositor);
      const said = { ...(await saidOf(depositor)), datasetId: id, access: 'MINE' };
      await expect(changeDataset(partner, said)).rejects.toEqual(coded('FORBIDDEN'));
      await expect(changeDataset(depositor, { ...said, version })).rejects.toEqual(coded('CONFLICT'));
      await changeDataset(depositor, { ...said, version: (await readDataset(depositor, id)).version });
      await expect(readDataset(partner, id)).rejects.toEqual(coded('NOT_FOUND'));
    });

    test('nobody, once it is taken back; who could is told that it is gone', async () => {
      const { id } = await buildDataset(depositor);
      await withdrawDataset(depositor, id);
      for (const viewer of [depositor, partner])
        await expect(readDataset(viewer, id)).rejects.toEqual(coded('NOT_FOUND'));
      const { changes } = await readChanges(partner, {});
      expect(changes.filter(({ subjectId }) => subjectId === id).at(-1)).toMatchObject({ deletion: true });
    });

    test('who asked and was let in; whether there is one is told to nobody', async () => {
      const other = await buildOrganisation({});
      const { id } = await buildDataset(depositor, { access: 'CHOSEN', organisationIds: [other.id] });
      await askAccess(partner, { datasetId: '01a22769-6cd3-76bb-bfe5-540415d847d9', reason: 'Pour voir' });
      await askAccess(partner, { datasetId: id, reason: 'Étude de mobilité' });
      await askAccess(partner, { datasetId: id, reason: 'Étude de mobilité' });
      expect(await waitingRequests(partner, id)).toEqual([]);
      const [request, ...others] = await waitingRequests(depositor, id);
      expect(others).toEqual([]);
      const asked = await listNotifications(depositor, {});
      expect(asked.nodes.map(({ node }) => node.kind)).toEqual(['ACCESS_ASKED']);
      await decideAccess(depositor, { requestId: request?.id, isGranted: true });
      await expect(readDataset(partner, id)).resolves.toMatchObject({ id });
      const answered = await listNotifications(partner, {});
      expect(answered.nodes.map(({ node }) => node.kind)).toEqual(['ACCESS_DECIDED']);
    });
  });

  describe('what a dataset is of use for', () => {
    let joint: Joint;
    beforeEach(async () => {
      joint = await buildJoint();
    });

    test('is said at both ends, to those alone who see both', async () => {
      const { id } = await buildDataset(depositor);
      const target = { kind: 'CONVENTION', conventionId: joint.convention.id, subjectId: joint.convention.id };
      await linkDataset(joint.agent, { datasetId: id, ...target });
      await linkDataset(joint.agent, { datasetId: id, ...target });
      const [link, ...others] = (await linksOfDatasets(joint.reader, [id])).get(id) ?? [];
      expect(others).toEqual([]);
      expect(link).toMatchObject({ kind: 'CONVENTION', title: joint.convention.title });
      expect((await linksOfDatasets(partner, [id])).get(id)).toBeUndefined();
      const listed = async (viewer: Viewer) =>
        (await listDatasets(viewer, { conventionId: joint.convention.id })).nodes.map(({ node }) => node.id);
      expect(await listed(joint.reader)).toEqual([id]);
      expect(await listed(partner)).toEqual([]);
      await expect(unlinkDataset(joint.reader, link?.id ?? '')).rejects.toEqual(coded('FORBIDDEN'));
      await unlinkDataset(joint.agent, link?.id ?? '');
      expect(await listed(joint.reader)).toEqual([]);
    });

    test('is a passage, an obligation, a deliverable or a meeting that is there', async () => {
      const { id } = await buildDataset(depositor);
      const of = { datasetId: id, conventionId: joint.convention.id };
      await linkDataset(joint.agent, { ...of, kind: 'BLOCK', subjectId: joint.blockId });
      for (const kind of ['OBLIGATION', 'DELIVERABLE', 'MEETING', 'BLOCK'])
        await expect(
          linkDataset(joint.agent, { ...of, kind, subjectId: '01a22769-6cd3-76bb-bfe5-540415d847d9' }),
        ).rejects.toMatchObject({ fields: { subjectId: expect.any(String) } });
      await expect(
        linkDataset(joint.reader, { ...of, kind: 'CONVENTION', subjectId: joint.convention.id }),
      ).rejects.toEqual(coded('FORBIDDEN'));
    });
  });

  describe('a search', () => {
    const found = async (viewer: Viewer, words: string) =>
      (await searchEverything(viewer, { words })).hits.nodes.map(({ node }) => node.subjectId);

    test('finds data by their title, their description and their columns, for those alone who see them', async () => {
      const { id } = await buildDataset(depositor, { title: 'Inventaire des cavaliers miniers', access: 'MINE' });
      for (const words of ['cavalier minier', 'inventaire population', 'cavaliers communes'])
        expect(await found(depositor, words), words).toEqual([id]);
      expect(await found(partner, 'cavaliers miniers')).toEqual([]);
      const said = { ...(await saidOf(depositor)), datasetId: id, title: 'Inventaire des cavaliers miniers' };
      await changeDataset(depositor, { ...said, access: 'CHOSEN', organisationIds: [partner.organisationId] });
      expect(await found(partner, 'cavaliers miniers')).toEqual([id]);
      await withdrawDataset(depositor, id);
      expect(await found(depositor, 'cavaliers miniers')).toEqual([]);
    });
  });

  describe('what is taken away', () => {
    test('is the selection that was made, with nothing that a spreadsheet would run', async () => {
      const rows = [...communes, ['=1+1', '@cmd', '1']];
      const { id } = await buildDataset(depositor, { bytes: table(rows) });
      const selection = { sort: { column: 'nom', descending: true }, filters: [] };
      const { bytes } = await takeSelection(partner, { datasetId: id, number: 1 }, selection, 'CSV');
      const words = Buffer.concat(await bytes.toArray()).toString();
      expect(words).not.toMatch(/(^|;)[=@]/m);
      expect(words.indexOf('Lens')).toBeLessThan(words.indexOf('Avion'));
      expect(await countDownloads(partner, id)).toBeNull();
      expect(await countDownloads(depositor, id)).toMatchObject([{ count: 1 }]);
    });

    test('is refused in a sentence for a column that is not there, and a map for what is none', async () => {
      const { id } = await buildDataset(depositor);
      const asked = { datasetId: id, number: null };
      const window = { offset: 0, limit: 5, sort: { column: 'x', descending: false }, filters: [] };
      await expect(readTable(partner, asked, window)).rejects.toEqual(coded('INVALID_INPUT'));
      const map = readMap(partner, asked, { bbox: null, zoom: null, limit: 10, offset: 0 });
      await expect(map).rejects.toEqual(coded('NOT_FOUND'));
    });
  });
});

const saidOf = async ({ organisationId }: Viewer) => ({
  kind: 'DATASET',
  title: 'Communes',
  description: 'Les communes',
  frequency: 'YEARLY',
  licence: 'LICENCE_OUVERTE',
  access: 'PARTNERS',
  producerId: organisationId,
});
