// How a DOCX counts headings and lists: Word's own numbering, which counts on when somebody adds a title, and shows today the
// very numbers of the text. Called by docx-body.ts, which asks for the numbering of each paragraph in the order they come.
import { escapeXml } from '../xml-writing.ts';
import { type CountedHeading, createHeadingCounts } from './heading-counts.ts';
import { headingPatterns, type OfficeHeading, type OfficeList } from './office-text.ts';

/** A paragraph's place: Word's `numId` and `ilvl`. */
interface NumberedAt {
  numId: number;
  level: number;
}

/** Numberings that are defined once, by their abstractNumId. */
const [PART, ARTICLE, AXIS, BULLET] = [1, 2, 3, 4] as const;
const headingLists = { part: PART, article: ARTICLE, axis: AXIS, objective: AXIS } as const;
const orderedLists = { decimal: 5, a: 6, A: 7, i: 8, I: 9 } as const;
const formats = { decimal: 'decimal', a: 'lowerLetter', A: 'upperLetter', i: 'lowerRoman', I: 'upperRoman' } as const;
const bullets = ['•', '–', '▪'] as const;
/** Levels of a list in Word. */
const LEVELS = 9;
/** Twentieths of a point that each level of a list stands further in. */
export const INDENT = 397;

/** « Article 8 bis – » as Word's pattern. */
const patternOf = (pattern: string, number: string): string => pattern.replace('#', number);

const headingLevel = (at: number, format: string, text: string) =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:suff w:val="space"/><w:lvlText w:val="${escapeXml(text)}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>`;

const itemLevel = (at: number, format: string, text: string) =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${INDENT * (at + 1)}" w:hanging="${INDENT}"/></w:pPr></w:lvl>`;

const abstract = (id: number, levels: readonly string[]) =>
  `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="multilevel"/>${levels.join('')}</w:abstractNum>`;

const override = (at: number, start: number, own = '') =>
  `<w:lvlOverride w:ilvl="${at}"><w:startOverride w:val="${start}"/>${own}</w:lvlOverride>`;

const eachLevel = (of: (at: number) => string) => Array.from({ length: LEVELS }, (_, at) => of(at));

const abstracts = [
  abstract(PART, [headingLevel(0, 'upperRoman', patternOf(headingPatterns.part, '%1'))]),
  abstract(ARTICLE, [headingLevel(0, 'decimal', patternOf(headingPatterns.article, '%1'))]),
  abstract(AXIS, [
    headingLevel(0, 'decimal', patternOf(headingPatterns.axis, '%1')),
    headingLevel(1, 'decimal', patternOf(headingPatterns.objective, '%1.%2')),
  ]),
  abstract(
    BULLET,
    eachLevel((at) => itemLevel(at, 'bullet', bullets[at % bullets.length] ?? '•')),
  ),
  ...Object.entries(orderedLists).map(([style, id]) =>
    abstract(
      id,
      eachLevel((at) =>
        itemLevel(at, formats[style as keyof typeof formats], style === 'decimal' ? `%${at + 1}.` : `%${at + 1})`),
      ),
    ),
  ),
];

/** Gives each heading and item its numbering, and writes numbering.xml of those that were given. */
export class DocxNumbers {
  private readonly nums: string[] = [];
  private readonly lists = new Map<number, NumberedAt>();
  private readonly countOf = createHeadingCounts();
  /** The numbering in use of parts, of articles, of axes and of their objectives. */
  private readonly current = new Map<CountedHeading['kind'], NumberedAt>();

  /** The numbering of a heading; null for one that shows no number, or whose number stands among its words. */
  ofHeading(heading: OfficeHeading): NumberedAt | null {
    const counted = this.countOf(heading);
    return counted && !heading.isTyped ? this.numberingOf(counted) : null;
  }

  private numberingOf({ kind, rank, within, suffix, goesOn }: CountedHeading): NumberedAt {
    if (suffix !== null) {
      const text = patternOf(headingPatterns.article, `%1\u00a0${suffix}`);
      return this.begin(ARTICLE, 0, rank, headingLevel(0, 'decimal', text));
    }
    const known = this.current.get(kind);
    const place = goesOn && known ? known : this.beginHeadings(kind, rank, within);
    this.current.set(kind, place);
    // Objectives count on within the numbering of their axis.
    if (kind === 'axis') this.current.set('objective', { ...place, level: 1 });
    return place;
  }

  /** Headings that do not follow from the one before. What is not counted, « 6 » of « 6.14 », is words: LibreOffice would show 1. */
  private beginHeadings(kind: CountedHeading['kind'], rank: number, within: number | null): NumberedAt {
    if (within === null) return this.begin(headingLists[kind], 0, rank);
    return this.begin(AXIS, 1, rank, headingLevel(1, 'decimal', patternOf(headingPatterns.objective, `${within}.%2`)));
  }

  /** The numbering of an item; null for what goes on with one. */
  ofItem({ list, depth, ordered, style, start, continues }: OfficeList): NumberedAt | null {
    if (continues) return null;
    const at = Math.min(depth, LEVELS - 1);
    const known = this.lists.get(list) ?? this.begin(ordered ? orderedLists[style ?? 'decimal'] : BULLET, at, start);
    this.lists.set(list, known);
    return known;
  }

  /** A numbering that begins at `start`; `own`: how it shows that level. */
  private begin(abstractId: number, at: number, start: number, own = ''): NumberedAt {
    const numId = this.nums.length + 1;
    this.nums.push(
      `<w:num w:numId="${numId}"><w:abstractNumId w:val="${abstractId}"/>${override(at, start, own)}</w:num>`,
    );
    return { numId, level: at };
  }

  /** numbering.xml, without its head. */
  written(): string {
    return abstracts.join('') + this.nums.join('');
  }
}
