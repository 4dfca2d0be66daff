// The limits on signing in, on both sides: a device that has signed in before is never held back by anybody else, and what
// strangers try is slowed down by address, by place, and everywhere once many addresses are tried. sessions.ts calls it,
// with or without an account behind the address: both are counted alike.
import { type Attempt, countAttempts, forgetAttempts, forgiveAttempts, isSpent, placeOf } from './attempts.ts';
import { knownDevice } from './known-devices.ts';

/** What helps without waiting: the mail's link makes the device a known one. */
const wayOut = 'demandez un lien avec « Mot de passe oublié »';

const sweep = ['sign-in sweep', 'everywhere'] as const;

/** A try that is under way, counted as if it failed. */
export interface SignInTry {
  /** The password was right: the try counts for nothing. */
  succeeded(): Promise<void>;
}

async function countKnown(device: string): Promise<SignInTry> {
  const own = ['sign-in device', device] as const;
  await countAttempts([own], { wayOut });
  return { succeeded: () => forgetAttempts(own) };
}

async function countUnknown(email: string, ip: string): Promise<SignInTry> {
  const where = placeOf(ip);
  const here = ['sign-in here', `${email}\n${where}`] as const;
  const counted: Attempt[] = [here, ['sign-in place', where], ['sign-in address', email]];
  const [, , atAddress] = await countAttempts(counted, { wayOut });
  // Each address counts once while it is being tried, so that one account under attack slows down nobody else; once too
  // many are, every try of an unknown device takes its turn.
  if (atAddress?.isFirst || (await isSpent(sweep))) {
    try {
      await countAttempts([sweep], { wayOut });
    } catch (refusal) {
      await forgiveAttempts(counted);
      throw refusal;
    }
    counted.push(sweep);
  }
  return {
    async succeeded() {
      await forgetAttempts(here);
      await forgiveAttempts(counted.slice(1));
    },
  };
}

/** Counts a try before the password is compared; throws TOO_MANY_ATTEMPTS with the time to wait. */
export function countSignIn(
  { email, personId }: { email: string; personId: string | null },
  from: { ip: string; device?: string | null },
): Promise<SignInTry> {
  const device = knownDevice(from.device, personId);
  return device === null ? countUnknown(email, from.ip) : countKnown(device);
}
