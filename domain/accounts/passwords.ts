// Passwords: hashed with argon2id, compared in the same time whether or not there is one to compare with.
import { hash, verify } from '@node-rs/argon2';

/** OWASP's least for argon2id: 19 MiB, 2 passes, 1 lane; about 50 ms here. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What is kept of a password. */
export const hashPassword = (password: string): Promise<string> => hash(password, COST);

let nobodys: Promise<string> | undefined;

/** Whether `password` is the one kept. With none kept the answer is no, after the same work: time tells nothing. */
export async function passwordMatches(kept: string | null, password: string): Promise<boolean> {
  nobodys ??= hashPassword('nobody’s');
  const matches = await verify(kept ?? (await nobodys), password);
  return matches && kept !== null;
}
