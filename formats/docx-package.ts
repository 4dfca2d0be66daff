// The parts of a DOCX, found by their relationships and not by their usual names. Called by docx.ts.
import type { ReturnedText } from '#domain/written/returned-text.ts';
import type { Archive } from './archive.ts';
import { aroundIn } from './kept-around.ts';
import { attribute, type Element, elements, parseXml, textOf } from './xml.ts';

/** An opened DOCX. */
export interface DocxPackage {
  /** The document itself; null when there is none. */
  main: Element | null;
  /** The first part of this kind (« styles », « footnotes »…), null when absent. */
  part(kind: string): Promise<Element | null>;
  parts(kind: string): Promise<Element[]>;
  /** Addresses of links by relationship id. */
  links: ReadonlyMap<string, string>;
  /** Which text of ours the file says that it was made of. */
  origin: ReturnedText['origin'];
}

/** Names under which a file says which text it is of: every program that saves it again keeps them. */
export const originProperties = {
  documentId: 'Ingenierie62.texte',
  versionId: 'Ingenierie62.version',
  withSuggestions: 'Ingenierie62.propositions',
} as const;

/** How a file says yes. */
export const WITH = 'avec';

interface Relationship {
  id: string;
  kind: string;
  target: string;
  external: boolean;
}

/** Reads the relationships of `archive` and its main document. */
export async function openPackage(archive: Archive): Promise<DocxPackage> {
  const read = async (name: string) => {
    const bytes = await archive.read(name);
    return bytes && parseXml(bytes);
  };
  const relationsIn = async (name: string): Promise<Relationship[]> =>
    [...elements(await read(name))].map((element) => ({
      id: attribute(element, 'Id') ?? '',
      kind: (attribute(element, 'Type') ?? '').split('/').at(-1) ?? '',
      target: attribute(element, 'Target') ?? '',
      external: attribute(element, 'TargetMode') === 'External',
    }));
  const ofPackage = await relationsIn('_rels/.rels');
  const target = ofPackage.find(({ kind }) => kind === 'officeDocument')?.target;
  const own = ofPackage.find(({ kind }) => kind === 'custom-properties')?.target.replace(/^\/+/, '');
  const said = new Map(
    [...elements(own === undefined ? null : await read(own))].map((one) => [
      attribute(one, 'name'),
      textOf(one).trim(),
    ]),
  );
  const [documentId, versionId] = [said.get(originProperties.documentId), said.get(originProperties.versionId)];
  const name = (target ?? 'word/document.xml').replace(/^\/+/, '');
  const folder = name.slice(0, name.lastIndexOf('/') + 1);
  const relations = await relationsIn(`${folder}_rels/${name.slice(folder.length)}.rels`);
  const parts = async (kind: string) => {
    const roots: Element[] = [];
    for (const relation of relations) {
      if (relation.kind !== kind || relation.external) continue;
      const root = await read(relation.target.startsWith('/') ? relation.target.slice(1) : folder + relation.target);
      if (root) roots.push(root);
    }
    return roots;
  };
  const links = relations.filter(({ kind, external }) => kind === 'hyperlink' && external);
  return {
    main: await read(name),
    part: async (kind) => (await parts(kind))[0] ?? null,
    parts,
    links: new Map(links.map((link) => [link.id, link.target])),
    origin:
      documentId && versionId
        ? {
            documentId,
            versionId,
            withSuggestions: said.get(originProperties.withSuggestions) === WITH,
            around: aroundIn(said),
          }
        : null,
  };
}
