// Joins the class names of a CSS module; used by every component of this folder.

/** One class attribute out of those that hold, or nothing when none does. */
export function classes(...names: (string | false | null | undefined)[]): string | undefined {
  return names.filter(Boolean).join(' ') || undefined;
}
