// A text in a browser whose own store is ill: absent, refusing, or silent. It opens, is written, and the page says what it
// does not keep.
import { expect, test } from '@playwright/test';
import { newConvention, openText, saving, sheet, writeAfter } from './drafting.ts';
import { signIn } from './errand.ts';

/** What a browser may do to a page that asks for its store; run in the page before anything else. */
const illnesses: Record<string, () => void> = {
  'is not there': () => Object.defineProperty(window, 'indexedDB', { value: undefined }),
  'throws when it is touched': () =>
    Object.defineProperty(window, 'indexedDB', {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    }),
  'refuses to open': () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('No private windows.', 'InvalidStateError');
    };
  },
  'never answers': () => {
    IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
  },
};

for (const [what, breaking] of Object.entries(illnesses))
  test(`a text opens and is saved where IndexedDB ${what}, and the page says that this computer keeps nothing`, async ({
    page,
  }) => {
    await page.addInitScript(breaking);
    await signIn(page, 'steward');
    const { path } = await newConvention(page, `Navigateur qui ${what}`, {});
    await openText(page, path);
    await expect(saving(page)).toContainText('Enregistré. Ce poste ne garde rien');
    await writeAfter(page, 'écrivent ensemble.');
    await page.keyboard.type(' Et signent.');
    await expect(saving(page)).toContainText('Enregistré. Ce poste ne garde rien');
    await page.context().setOffline(true);
    await page.keyboard.type(' Hors ligne aussi.');
    await expect(saving(page)).toContainText('Hors connexion\u00a0: ne fermez pas cet onglet');
    await page.context().setOffline(false);
    await expect(saving(page)).toContainText('Enregistré. Ce poste ne garde rien');
    page.on('dialog', (dialog) => dialog.accept());
    await page.reload();
    await expect(sheet(page)).toContainText('Et signent. Hors ligne aussi.');
  });
