// Ids that come from an address: what is none is not asked for.

/** Whether a word of an address can be an id. */
export const isUuidLike = (word: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(word);
