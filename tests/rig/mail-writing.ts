// Writes mails as programs do: parts, encodings, headers. For the forms of reply-forms.ts.

/** The head of a message. */
export interface Mailed {
  from: string;
  to: string;
  subject: string;
  headers?: string[];
  /** Content-Type of the whole, where it is not what its parts make of it. */
  kind?: string;
}

interface Encoded {
  encoding: string;
  body: string;
}

interface Part extends Encoded {
  type: string;
  disposition?: string | undefined;
}

/** A message of one part. */
export type Single = Mailed & Part;

export const base64 = (content: string | Buffer): Encoded => ({
  encoding: 'base64',
  body: (
    Buffer.from(content as string)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n'),
});

/** Lines of at most 76 octets, cut wherever that comes, also in the middle of a word. */
export const quotedPrintable = (content: string): Encoded => ({
  encoding: 'quoted-printable',
  body: content
    .split('\r\n')
    .map((line) => {
      const octets = [...Buffer.from(line)].map((octet) =>
        octet < 32 || octet > 126 || octet === 61
          ? `=${octet.toString(16).toUpperCase().padStart(2, '0')}`
          : String.fromCharCode(octet),
      );
      const rows: string[] = [''];
      for (const octet of octets) {
        const row = rows.at(-1) ?? '';
        if (row.length + octet.length > 75) rows.push(octet);
        else rows[rows.length - 1] = row + octet;
      }
      return rows.join('=\r\n');
    })
    .join('\r\n'),
});

export const part = (type: string, content: string | Encoded, disposition?: string): Part => ({
  type,
  disposition,
  ...(typeof content === 'string' ? { encoding: '8bit', body: content } : content),
});

const headOf = ({ type, encoding, disposition }: Part) => [
  `Content-Type: ${type}`,
  `Content-Transfer-Encoding: ${encoding}`,
  ...(disposition ? [`Content-Disposition: ${disposition}`] : []),
];

let written = 0;

const headersOf = ({ from, to, subject, headers = [] }: Mailed) => {
  written += 1;
  return [
    ...headers,
    `From: ${from}`,
    `To: ${to}`,
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
    'Date: Sat, 28 Nov 2026 20:00:00 +0000',
    `Message-ID: <${written}.${process.pid}@exemple.fr>`,
    'MIME-Version: 1.0',
  ];
};

const several = (mail: Mailed, kind: string, parts: readonly Part[]): string =>
  [
    ...headersOf(mail),
    `Content-Type: ${kind}; boundary="B1"`,
    '',
    ...parts.flatMap((one) => ['--B1', ...headOf(one), '', one.body]),
    '--B1--',
    '',
  ].join('\r\n');

export const alternative = (mail: Mailed, parts: readonly Part[]) => several(mail, 'multipart/alternative', parts);
export const mixed = (mail: Mailed, parts: readonly Part[]) => several(mail, mail.kind ?? 'multipart/mixed', parts);

/** A message as it travels. */
export const wordsOf = (message: string | Single): string =>
  typeof message === 'string' ? message : [...headersOf(message), ...headOf(message), '', message.body].join('\r\n');
