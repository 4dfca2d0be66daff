// Where the versions of a text are shown and a Word file is brought back into it, whosever text it is. Used by every page that
// leads there.

/** The list of the versions of a text. */
export const versionsAddress = (documentId: string): string => `/textes/${documentId}/versions`;

/** Where two states of a text are compared; `?de=` and `?a=` say which (moments.ts). */
export const comparisonAddress = (documentId: string): string => `${versionsAddress(documentId)}/comparer`;

/** Where a Word file that was made of a text is brought back into it. */
export const wordReturnsAddress = (documentId: string): string => `/textes/${documentId}/retour-word`;
