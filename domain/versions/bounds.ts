// How long the name of a version may be. Browser-safe: all that the page needs of what checks it.

/** Characters of a version's name. */
export const VERSION_NAME_LIMIT = 100;
