// Takes the visual charter out of a DOCX: its styles, its page, its headers and footers with their pictures. Called by
// charter-process.ts.
import type { Archive } from '../archive.ts';
import { FileRefusal } from '../refusals.ts';
import { attribute, child, type Element, elements, nameOf, parseXml } from '../xml.ts';
import { escapeXml } from '../xml-writing.ts';
import type { KeptDocxCharter } from './charter.ts';
import {
  clean,
  cleanAttributes,
  isHarmlessLink,
  leadsAstray,
  PICTURES_LIMIT,
  pictureKind,
  written,
} from './charter-parts.ts';

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

interface Relation {
  id: string;
  kind: string;
  target: string;
  isExternal: boolean;
}

async function relationsOf(archive: Archive, name: string): Promise<Relation[]> {
  const at = name.lastIndexOf('/') + 1;
  const bytes = await archive.read(`${name.slice(0, at)}_rels/${name.slice(at)}.rels`);
  return [...elements(bytes && parseXml(bytes))].map((element) => ({
    id: attribute(element, 'Id') ?? '',
    kind: (attribute(element, 'Type') ?? '').split('/').at(-1) ?? '',
    target: attribute(element, 'Target') ?? '',
    isExternal: attribute(element, 'TargetMode') === 'External',
  }));
}

const inFolder = (folder: string, target: string) => (target.startsWith('/') ? target.slice(1) : folder + target);

/** Page sizes and margins that a page can have, in twentieths of a point: from A6 to A2. */
const number = (element: Element | null, name: string, usual: number, [least, most]: readonly [number, number]) => {
  const value = Number(attribute(element, name) ?? Number.NaN);
  return Number.isInteger(value) && value >= least && value <= most ? value : usual;
};

function pageOf(section: Element | null) {
  const [size, margins] = [child(section, 'pgSz'), child(section, 'pgMar')];
  const width = number(size, 'w', 11_906, [5_950, 33_680]);
  const height = number(size, 'h', 16_838, [5_950, 33_680]);
  const side = (name: string, usual: number) => number(margins, name, usual, [0, 4_000]);
  const [left, right] = [side('left', 1361), side('right', 1361)];
  const landscape = width > height ? ' w:orient="landscape"' : '';
  return {
    page: `<w:pgSz w:w="${width}" w:h="${height}"${landscape}/><w:pgMar w:top="${side('top', 1361)}" w:right="${right}" w:bottom="${side('bottom', 1361)}" w:left="${left}" w:header="${side('header', 709)}" w:footer="${side('footer', 624)}" w:gutter="0"/>`,
    lineWidth: Math.max(width - left - right, 2_000),
    hasOwnFirstPage: child(section, 'titlePg') !== null,
  };
}

/** What Word runs, whatever its file is called. */
async function demandNoMacros(archive: Archive): Promise<void> {
  const types = (await archive.read('[Content_Types].xml'))?.toString('utf8') ?? '';
  if (/macroEnabled|vbaProject|activeX/i.test(types) || archive.has('word/vbaProject.bin'))
    throw new FileRefusal('MACROS');
}

/** The charter of a DOCX. Throws FileRefusal for one that has no styles, or brings macros. */
export async function readDocxCharter(archive: Archive): Promise<KeptDocxCharter> {
  await demandNoMacros(archive);
  const main = (await relationsOf(archive, '')).find(({ kind }) => kind === 'officeDocument')?.target;
  const name = (main ?? 'word/document.xml').replace(/^\/+/, '');
  const folder = name.slice(0, name.lastIndexOf('/') + 1);
  const relations = await relationsOf(archive, name);
  const partOf = async (kind: string) => {
    const relation = relations.find((one) => one.kind === kind && !one.isExternal);
    const bytes = relation ? await archive.read(inFolder(folder, relation.target)) : null;
    return bytes && parseXml(bytes);
  };
  const [document, styles, theme] = [await archive.read(name), await partOf('styles'), await partOf('theme')];
  if (!document || styles?.tagName !== 'w:styles') throw new FileRefusal('DAMAGED');
  const body = child(parseXml(document), 'body');
  const section = [...elements(body)].filter((element) => nameOf(element) === 'sectPr').at(-1) ?? null;
  clean(styles);
  withoutNumbering(styles);
  cleanAttributes(styles, (attributeName, value) => leadsAstray(attributeName, value, () => false));
  const reader = new MarginReader(archive, folder);
  for (const reference of elements(section)) {
    const element =
      nameOf(reference) === 'headerReference' ? 'header' : nameOf(reference) === 'footerReference' ? 'footer' : null;
    const type = attribute(reference, 'type') ?? 'default';
    const relation = relations.find(({ id, isExternal }) => id === attribute(reference, 'id') && !isExternal);
    if (element && relation && (type === 'default' || type === 'first'))
      await reader.read(element, type, inFolder(folder, relation.target));
  }
  const themeText = theme && !/\sr:(?:embed|link|id)=/.test(written(theme)) ? written(theme) : null;
  return {
    format: 'DOCX',
    styles: written(styles),
    theme: themeText,
    margins: reader.margins,
    pictures: reader.pictures,
    ...pageOf(section),
  };
}

/** Titles are counted by the file's own numbering, and not by that of the charter, which does not come along. */
function withoutNumbering(element: Element): void {
  for (const inner of [...elements(element)])
    if (nameOf(inner) === 'numPr') element.removeChild(inner);
    else withoutNumbering(inner);
}

class MarginReader {
  readonly margins: KeptDocxCharter['margins'] = [];
  readonly pictures: KeptDocxCharter['pictures'] = [];
  private readonly archive: Archive;
  private readonly folder: string;
  private left = PICTURES_LIMIT;

  constructor(archive: Archive, folder: string) {
    this.archive = archive;
    this.folder = folder;
  }

  async read(element: 'header' | 'footer', type: 'default' | 'first', name: string): Promise<void> {
    const bytes = await this.archive.read(name);
    if (!bytes) return;
    const root = parseXml(bytes);
    if (root.tagName !== (element === 'header' ? 'w:hdr' : 'w:ftr')) return;
    clean(root);
    const kept: string[] = [];
    const ids = new Set<string>();
    for (const relation of await relationsOf(this.archive, name)) {
      const said = await this.relation(relation);
      if (said === null || !/^[\w.-]{1,40}$/.test(relation.id)) continue;
      kept.push(said);
      ids.add(relation.id);
    }
    withoutLostPictures(root, ids);
    cleanAttributes(root, (attributeName, value) => leadsAstray(attributeName, value, (id) => ids.has(id)));
    this.margins.push({
      element,
      type,
      name: `${element}-${type}.xml`,
      xml: written(root),
      relations: `<Relationships xmlns="${PACKAGE}">${kept.join('')}</Relationships>`,
    });
  }

  /** A relationship that comes along: a harmless link, or a picture. */
  private async relation({ id, kind, target, isExternal }: Relation): Promise<string | null> {
    if (kind === 'hyperlink')
      return isExternal && isHarmlessLink(target)
        ? `<Relationship Id="${id}" Type="${OFFICE}/hyperlink" Target="${escapeXml(target)}" TargetMode="External"/>`
        : null;
    if (kind !== 'image' || isExternal) return null;
    const bytes = await this.archive.read(inFolder(this.folder, target));
    const found = bytes && pictureKind(bytes);
    if (!found || bytes.length > this.left) return null;
    this.left -= bytes.length;
    const name = `media/charter-${this.pictures.length + 1}.${found.extension}`;
    this.pictures.push({ name, mediaType: found.mediaType, content: bytes.toString('base64') });
    return `<Relationship Id="${id}" Type="${OFFICE}/image" Target="${name}"/>`;
  }
}

/** Drawings whose picture does not come along go with it: Word refuses a file that lacks one. */
function withoutLostPictures(element: Element, ids: ReadonlySet<string>): boolean {
  const name = nameOf(element);
  const id = name === 'blip' ? attribute(element, 'embed') : name === 'imagedata' ? attribute(element, 'id') : '';
  let isLost = id === null || (id !== '' && !ids.has(id));
  for (const inner of [...elements(element)]) {
    if (!withoutLostPictures(inner, ids)) continue;
    if (['drawing', 'pict', 'AlternateContent'].includes(nameOf(inner))) element.removeChild(inner);
    else isLost = true;
  }
  return isLost;
}
