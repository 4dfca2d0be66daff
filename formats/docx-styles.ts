// What a paragraph or stretch of words inherits from the styles of a DOCX. Called by docx.ts and its parts.

import { symbolFont } from '#domain/texts/symbols.ts';
import { type Look, over, plainLook } from '#domain/written/looks.ts';
import { continuedDepthOf } from './continued-items.ts';
import { attribute, child, type Element, elements, nameOf } from './xml.ts';

/** Word's on/off among `properties`, null when not said: present without a value means on. */
export function toggle(properties: Element | null, name: string): boolean | null {
  const found = child(properties, name);
  if (!found) return null;
  const value = attribute(found, 'val');
  return value === null || !['0', 'false', 'off', 'none'].includes(value);
}

const raisedBy = (value: string | null): Look['raised'] =>
  value === 'superscript' || value === 'subscript' || value === 'baseline' ? value : null;

/** A font of pictures that `properties` name. */
function fontOf(properties: Element | null): string | null {
  const fonts = child(properties, 'rFonts');
  const named = ['ascii', 'hAnsi'].map((range) => attribute(fonts, range)).find((name) => name !== null) ?? null;
  return symbolFont(named) ?? (named === null ? null : '');
}

/** The look that run properties ask for. */
export function lookOf(properties: Element | null): Look {
  const struck = toggle(properties, 'strike');
  const twice = toggle(properties, 'dstrike');
  return {
    bold: toggle(properties, 'b'),
    italic: toggle(properties, 'i'),
    underline: toggle(properties, 'u'),
    hidden: toggle(properties, 'vanish'),
    struck: struck || twice || (struck ?? twice),
    raised: raisedBy(attribute(child(properties, 'vertAlign'), 'val')),
    font: fontOf(properties),
  };
}

/** The list that paragraph properties put a paragraph in; `numId` '0' takes it out of any. */
export interface Numbering {
  numId: string | null;
  level: number | null;
}

export function numberingOf(properties: Element | null): Numbering {
  const numPr = child(properties, 'numPr');
  const level = attribute(child(numPr, 'ilvl'), 'val');
  return { numId: attribute(child(numPr, 'numId'), 'val'), level: level === null ? null : Number(level) };
}

/** Word's outline level of paragraph properties, 1 the highest; null for body text. */
function outlineLevel(properties: Element | null): number | null {
  const value = Number(attribute(child(properties, 'outlineLvl'), 'val') ?? Number.NaN);
  return value >= 0 && value <= 8 ? value + 1 : null;
}

/** What a paragraph gets: its own properties over those of its style. */
export interface ParagraphLook {
  level: number | null;
  numbering: Numbering;
  look: Look;
  /** A line of an automatic table of contents. */
  contentsLine: boolean;
  /** It goes on with the item before it at this depth of lists, 0 the outermost; null for any other paragraph. */
  continuedDepth: number | null;
}

interface Style {
  id: string;
  name: string;
  basedOn: string | null;
  paragraph: Element | null;
  run: Element | null;
}

/** The styles of one document. */
export interface Styles {
  /** Look of the words of character style `id`. */
  ofRun(id: string | null): Look;
  /** What paragraph properties (w:pPr) come to. */
  ofParagraph(properties: Element | null): ParagraphLook;
  /** The numbering that style `id` holds. */
  numbering(id: string | null): Numbering;
}

/** Reads styles.xml; a document without one has plain styles only. */
export function readStyles(root: Element | null): Styles {
  const { styles, defaultParagraph } = collectStyles(root);
  const defaults = lookOf(child(child(child(root, 'docDefaults'), 'rPrDefault'), 'rPr'));

  /** A style and those it builds on, nearest first; a circle ends where it closes. */
  function chain(id: string | null): Style[] {
    const found: Style[] = [];
    for (let style = styles.get(id ?? ''); style && !found.includes(style); style = styles.get(style.basedOn ?? '')) {
      found.push(style);
    }
    return found;
  }

  const ofRun = (id: string | null) => chain(id).reduce((look, style) => over(look, lookOf(style.run)), plainLook);

  function numbering(id: string | null): Numbering {
    const own = chain(id).map((style) => numberingOf(style.paragraph));
    return {
      numId: own.find(({ numId }) => numId !== null)?.numId ?? null,
      level: own.find(({ level }) => level !== null)?.level ?? null,
    };
  }

  function ofParagraph(properties: Element | null): ParagraphLook {
    const styleId = attribute(child(properties, 'pStyle'), 'val') ?? defaultParagraph;
    const names = chain(styleId);
    const own = numberingOf(properties);
    const styled = numbering(styleId);
    return {
      level: outlineLevel(properties) ?? levelOf(names),
      numbering: { numId: own.numId ?? styled.numId, level: own.level ?? styled.level },
      look: over(ofRun(styleId), defaults),
      contentsLine: names.some(({ name }) => /^(toc|table of figures|tm)\b/i.test(name)),
      continuedDepth: continuedDepthOf(names.map(({ name }) => name)),
    };
  }

  return { ofRun, numbering, ofParagraph };
}

function collectStyles(root: Element | null) {
  const styles = new Map<string, Style>();
  let defaultParagraph: string | null = null;
  for (const element of elements(root)) {
    const id = attribute(element, 'styleId');
    if (nameOf(element) !== 'style' || id === null) continue;
    styles.set(id, {
      id,
      name: attribute(child(element, 'name'), 'val') ?? id,
      basedOn: attribute(child(element, 'basedOn'), 'val'),
      paragraph: child(element, 'pPr'),
      run: child(element, 'rPr'),
    });
    const isDefault = ['1', 'true'].includes(attribute(element, 'default') ?? '');
    if (isDefault && attribute(element, 'type') === 'paragraph') defaultParagraph = id;
  }
  return { styles, defaultParagraph };
}

/** The outline level of a chain of styles: what they say, else what their names do. Word keeps English names inside. */
function levelOf(styles: Style[]): number | null {
  for (const { id, name, paragraph } of styles) {
    const said = outlineLevel(paragraph);
    if (said !== null) return said;
    if (/^(title|titre)$/i.test(name)) return 0;
    const [, level] = /^(?:heading|titre)\s*(\d)$/i.exec(name) ?? /^(?:heading|titre)(\d)$/i.exec(id) ?? [];
    if (level) return Number(level);
  }
  return null;
}
