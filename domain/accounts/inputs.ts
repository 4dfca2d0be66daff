// What a person types to sign in, to enter with a link, and about oneself. Browser-safe: the pages and the verbs of
// domain/accounts/accounts.ts and domain/accounts/sessions.ts read with these.
import { z } from 'zod';
import { readAddress } from '../address.ts';
import { addressWanted, email, line, optionalLine } from '../fields.ts';

/**
 * Characters of a password. Nothing is asked of its composition, which makes people choose worse (CNIL 2022-100, NIST
 * 800-63B); what a guesser tries first is refused by common-passwords.ts.
 */
export const PASSWORD_LENGTH = { least: 12, most: 200 } as const;

/** The same words typed on two keyboards are the same password (RFC 8265: compose, without folding case). */
const samePassword = (words: string) => words.normalize('NFKC');

const atLeast = `${PASSWORD_LENGTH.least} caractères au moins.`;
const atMost = `${PASSWORD_LENGTH.most} caractères au plus.`;

const newPassword = z
  .string('Choisissez un mot de passe.')
  .max(4 * PASSWORD_LENGTH.most, { error: atMost, abort: true })
  .transform(samePassword)
  .pipe(
    z
      .string()
      .refine((words) => [...words].length >= PASSWORD_LENGTH.least, atLeast)
      .refine((words) => [...words].length <= PASSWORD_LENGTH.most, atMost),
  );

/** A password as it was once chosen: compared, never judged. */
const knownPassword = z
  .string('Saisissez votre mot de passe.')
  .min(1, 'Saisissez votre mot de passe.')
  .max(4 * PASSWORD_LENGTH.most, 'Saisissez votre mot de passe.')
  .transform(samePassword);

const name = line(120, 'Saisissez le prénom et le nom.');
const jobTitle = optionalLine(120);
const token = z.string().max(100);

/** What is typed to sign in. */
export const signInInput = z.object({
  email: z
    .string('Saisissez votre adresse électronique.')
    .min(1, 'Saisissez votre adresse électronique.')
    .max(1000, addressWanted)
    .refine((address) => !address.includes('\0'), addressWanted)
    // What is no address is nobody's: it is compared as it is, and the answer does not tell.
    .transform((typed) => readAddress(typed) ?? typed.trim().toLowerCase()),
  password: knownPassword,
});

/** Asks for a link to choose another password. */
export const forgottenPasswordInput = z.object({ email });

/** Enters with an invitation's link. */
export const acceptInvitationInput = z.object({ token, name, password: newPassword });

/** Chooses another password with a link. */
export const resetPasswordInput = z.object({ token, password: newPassword });

/** Chooses another password while signed in. */
export const changePasswordInput = z.object({ currentPassword: knownPassword, password: newPassword });

/** How others see me. */
export const profileInput = z.object({ name, jobTitle });

/** What the editor mends while one types. */
export const typingPreferenceInput = z.object({ frenchTyping: z.boolean(), searchKey: z.boolean().nullish() });
