// What is taken of the file that an organisation gives as its visual charter, as it is kept: checked once, then written into every
// file as it is. Read by charter-reading.ts; used by domain/organisations/charters.ts. Pure.
import { parseXml } from '../xml.ts';
import type { DocxCharter } from './docx-file.ts';
import { charterStyles } from './docx-looks.ts';
import type { OdtCharter } from './odt-file.ts';
import { missingStyles } from './odt-looks.ts';

/** A picture, in base64. */
interface KeptPicture {
  name: string;
  mediaType: string;
  content: string;
}

/** A header or a footer of a DOCX, with the relationships of its pictures and links. */
interface KeptMargin {
  element: 'header' | 'footer';
  type: 'default' | 'first';
  name: string;
  xml: string;
  relations: string;
}

export interface KeptDocxCharter {
  format: 'DOCX';
  styles: string;
  theme: string | null;
  margins: KeptMargin[];
  pictures: KeptPicture[];
  page: string;
  lineWidth: number;
  hasOwnFirstPage: boolean;
}

export interface KeptOdtCharter {
  format: 'ODT';
  styles: string;
  /** Names of styles that it defines. */
  names: string[];
  pictures: KeptPicture[];
  lineWidth: number;
}

export type KeptCharter = KeptDocxCharter | KeptOdtCharter;

const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const part = (xml: string) => Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`, 'utf8');

/** A charter as the writer of DOCX takes it. */
export function docxCharter({ styles, theme, margins, pictures, page, ...rest }: KeptDocxCharter): DocxCharter {
  return {
    ...rest,
    page,
    styles: charterStyles(styles, parseXml(Buffer.from(styles, 'utf8'))),
    margins: margins.map(({ element, type, name }) => [element, type, name]),
    parts: [
      ...margins.map(({ element, name, xml, relations }) => ({
        name,
        relation: element,
        contentType: `${MAIN}.${element}+xml`,
        bytes: part(xml),
        relations,
      })),
      ...(theme === null
        ? []
        : [
            {
              name: 'theme/theme1.xml',
              relation: 'theme',
              contentType: 'application/vnd.openxmlformats-officedocument.theme+xml',
              bytes: part(theme),
            },
          ]),
      ...pictures.map(({ name, content }) => ({
        name,
        relation: null,
        contentType: null,
        bytes: Buffer.from(content, 'base64'),
      })),
    ],
  };
}

/** A charter as the writer of ODT takes it. */
export const odtCharter = ({ styles, names, pictures, lineWidth }: KeptOdtCharter): OdtCharter => ({
  lineWidth,
  styles: styles.replace('</office:styles>', () => `${missingStyles(new Set(names))}</office:styles>`),
  pictures: pictures.map(({ name, mediaType, content }) => ({
    name,
    mediaType,
    bytes: Buffer.from(content, 'base64'),
  })),
});
