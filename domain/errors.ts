// Every way the product refuses, once: a stable code for programs, a French sentence for people. All doors show these
// and nothing else; what is not a DomainError is a fault of ours and is shown as one.

/** A refusal. `fields` names the inputs at fault with a sentence each. */
export class DomainError extends Error {
  readonly code: string;
  readonly fields: Readonly<Record<string, string>>;

  constructor(code: string, message: string, fields: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'DomainError';
    this.code = code;
    this.fields = fields;
  }
}

/** The thing does not exist, or this viewer may not know that it does. */
export const notFound = () => new DomainError('NOT_FOUND', 'Cet élément n’existe pas, ou vous n’y avez pas accès.');

/** The viewer sees the thing and may not do this with it. */
export const forbidden = () => new DomainError('FORBIDDEN', 'Vos droits ne permettent pas cette action.');

/** Nobody is signed in, or the session or key is over. */
export const unauthenticated = () => new DomainError('UNAUTHENTICATED', 'Connectez-vous pour continuer.');

/** The input does not hold; `fields` says where and why. */
export const invalid = (fields: Record<string, string>, message = 'Certaines informations sont à corriger.') =>
  new DomainError('INVALID_INPUT', message, fields);

/** Somebody changed the thing meanwhile, or it is no longer in a state that allows this. */
export const conflict = (message: string) => new DomainError('CONFLICT', message);

/** The text is signed: nothing changes it any more. */
export const frozen = () =>
  new DomainError('FROZEN', 'Ce texte est signé ou approuvé\u00a0: il ne peut plus être modifié.');

/** The e-mail and password do not go together; which of the two is not said. */
export const wrongCredentials = () =>
  new DomainError('WRONG_CREDENTIALS', 'L’adresse ou le mot de passe n’est pas reconnu.');

/** A time to wait, in words. */
function waitingWords(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? 'une seconde' : `${seconds} secondes`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? 'une minute' : `${minutes} minutes`;
}

/** Too many tries in a short time; `wayOut`: what else than waiting helps, as the end of the sentence. */
export const tooManyAttempts = (seconds: number, wayOut?: string) =>
  new DomainError(
    'TOO_MANY_ATTEMPTS',
    `Trop d’essais. Réessayez dans ${waitingWords(seconds)}${wayOut ? `, ou ${wayOut}` : ''}.`,
  );

/** The link of a mail was used, has expired, or never existed. */
export const linkExpired = () => new DomainError('LINK_EXPIRED', 'Ce lien n’est plus valable. Demandez-en un nouveau.');

/** The file cannot be read as what it should be; the sentence says why. */
export const unreadableFile = (message: string) => new DomainError('UNREADABLE_FILE', message);

/** What was sent is larger than `limit`, given in words. */
export const tooLarge = (limit: string) =>
  new DomainError('TOO_LARGE', `L’envoi dépasse la taille autorisée (${limit}).`);

/** The feed's cursor is of another epoch or older than what is kept: read everything again, then follow. */
export const cursorExpired = () =>
  new DomainError('CURSOR_EXPIRED', 'Ce curseur n’est plus valable : relisez l’ensemble, puis suivez les changements.');

/** A text holds characters that cannot be printed; `message` says where. */
export const unprintable = (message: string) => new DomainError('UNPRINTABLE_TEXT', message);

/** The disk or the bucket has no room; what is there already stays. */
export const noSpace = () =>
  new DomainError(
    'NO_SPACE',
    'La plate-forme n’a plus de place\u00a0: ce qui est arrivé est gardé, réessayez plus tard.',
  );
