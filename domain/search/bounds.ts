// How much a search takes. The field stands on every page: what it needs of the room is this alone. Browser-safe.

/** Characters that a search takes. */
export const LONGEST_SEARCH = 200;
