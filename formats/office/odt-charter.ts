// Takes the visual charter out of an ODT: its styles, its page, its headers and footers with their pictures. Called by
// charter-process.ts.
import type { Archive } from '../archive.ts';
import { FileRefusal } from '../refusals.ts';
import { attribute, child, descendants, type Element, elements, nameOf, parseXml } from '../xml.ts';
import type { KeptOdtCharter } from './charter.ts';
import { clean, cleanAttributes, leadsAstray, PICTURES_LIMIT, pictureKind, written } from './charter-parts.ts';
import { LINE, NAMESPACES } from './odt-looks.ts';

/** Centimetres of a length as ODF spells it; null for none. */
function centimetres(length: string | null): number | null {
  const [, value = '', unit = ''] = /^([\d.]+)(cm|mm|in|pt)$/.exec(length ?? '') ?? [];
  const factor = { cm: 1, mm: 0.1, in: 2.54, pt: 2.54 / 72 }[unit];
  return factor === undefined ? null : Number(value) * factor;
}

function lineOf(layout: Element | null): number {
  const properties = child(layout, 'page-layout-properties');
  const of = (name: string) => centimetres(attribute(properties, name));
  const width = of('page-width');
  const line = width === null ? LINE : width - (of('margin-left') ?? 0) - (of('margin-right') ?? 0);
  return line >= 4 && line <= 60 ? line : LINE;
}

async function demandNoMacros(archive: Archive): Promise<void> {
  const manifest = (await archive.read('META-INF/manifest.xml'))?.toString('utf8') ?? '';
  if (/full-path="(?:Basic|Scripts|Dialogs)\//.test(manifest) || archive.has('Basic/script-lc.xml'))
    throw new FileRefusal('MACROS');
}

/** The charter of an ODT. Throws FileRefusal for one that has no styles, or brings macros. */
export async function readOdtCharter(archive: Archive): Promise<KeptOdtCharter> {
  await demandNoMacros(archive);
  const bytes = await archive.read('styles.xml');
  const root = bytes && parseXml(bytes);
  const styles = child(root, 'styles');
  const masters = child(root, 'master-styles');
  if (root?.tagName !== 'office:document-styles' || styles?.tagName !== 'office:styles' || !masters)
    throw new FileRefusal('DAMAGED');
  clean(root);
  withoutCounting(styles);
  const pictures: KeptOdtCharter['pictures'] = [];
  let left = PICTURES_LIMIT;
  for (const image of [...descendants(root, 'image')]) {
    const name = attribute(image, 'href') ?? '';
    const found = /^Pictures\/[\w.-]{1,100}$/.test(name) ? await archive.read(name) : null;
    const kind = found && pictureKind(found);
    if (!kind || found.length > left) image.parentNode?.removeChild(image);
    else if (!pictures.some((one) => one.name === name)) {
      left -= found.length;
      pictures.push({ name, mediaType: kind.mediaType, content: found.toString('base64') });
    }
  }
  const names = new Set(pictures.map(({ name }) => name));
  cleanAttributes(root, (name, value) => leadsAstray(name, value, (one) => names.has(one)));
  for (const [prefix, uri] of Object.entries(NAMESPACES))
    if (!root.hasAttribute(`xmlns:${prefix}`)) root.setAttribute(`xmlns:${prefix}`, uri);
  const pages = [...elements(masters)].filter((element) => nameOf(element) === 'master-page');
  const page = pages.find((element) => attribute(element, 'name') === 'Standard') ?? pages[0] ?? null;
  // A text begins on the page of this name.
  page?.setAttribute('style:name', 'Standard');
  const layout = attribute(page, 'page-layout-name');
  const layouts = [...descendants(root, 'page-layout')];
  return {
    format: 'ODT',
    styles: written(root),
    names: [...elements(styles)].flatMap((style) => attribute(style, 'name') ?? []),
    pictures,
    lineWidth: lineOf(layouts.find((element) => attribute(element, 'name') === layout) ?? null),
  };
}

/** Titles are counted by the file's own lists, and not by those of the charter. */
function withoutCounting(styles: Element): void {
  for (const style of [...elements(styles)])
    if (nameOf(style) === 'outline-style') styles.removeChild(style);
    else if (attribute(style, 'default-outline-level'))
      cleanAttributes(style, (name) => name === 'style:list-style-name');
}
