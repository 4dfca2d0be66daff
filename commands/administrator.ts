// `npm run administrator -- <adresse> <nom> <organisme>` names an administrator of the platform and prints the link with
// which to enter. For the first start on one's own database, or when nobody can sign in any more. The server must be
// stopped (with-database.ts says so when it is not).
import { appointAdministrator } from '#domain/accounts/first-administrator.ts';
import { env } from '#env.ts';
import { keptAddress } from '../data-folder.ts';
import { runCommand, say } from '../with-database.ts';

/** The link at the address where the server answers, which this shell may not have been told. */
function atServer(link: string): string {
  const address = env.isAddressGiven ? null : keptAddress(env.DATA_DIR);
  return address ? link.replace(new URL(link).origin, address) : link;
}

const [email = '', name = '', organisation = '', ...others] = process.argv.slice(2);
if (!organisation || others.length > 0) {
  say('Usage : npm run administrator -- <adresse électronique> "<prénom et nom>" "<nom de l’organisme>"');
  process.exit(64);
}
await runCommand(async () => {
  const { link } = await appointAdministrator({ email, name, organisation });
  if (link)
    say(
      `Démarrez la plate-forme, puis ouvrez ce lien pour choisir le mot de passe (valable 7 jours) :\n${atServer(link)}`,
    );
  else say('Ce compte administre la plate-forme.');
  return 0;
});
