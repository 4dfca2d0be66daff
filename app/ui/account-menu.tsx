// The viewer's own corner of the frame: who they are, their account, light or dark, sign out. Used by page-frame.tsx.
import { Form, Link } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { forgetUploads } from '../datasets/unfinished-uploads.ts';
import { paths } from '../frame/navigation.ts';
import { chooseTheme, type Theme, themes } from '../frame/theme.ts';
import { helpPath } from '../help/area-paths.ts';
import styles from './account-menu.module.css';
import { Avatar } from './avatar.tsx';
import { DropPanel } from './drop-panel.tsx';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-shapes.ts';

export interface FrameViewer {
  personId: string;
  name: string;
  organisationName: string;
}

const themeLabels: Record<Theme, { label: string; icon: IconName }> = {
  system: { label: 'Système', icon: 'screen' },
  light: { label: 'Clair', icon: 'sun' },
  dark: { label: 'Sombre', icon: 'moon' },
};

/** Light, dark, or as the system says: applied at once and kept on this device. */
export function ThemeChoice({ theme }: { theme: Theme }) {
  const [chosen, setChosen] = useState(theme);
  return (
    <fieldset className={styles.themes}>
      <legend>Apparence</legend>
      <div className={styles.choices}>
        {themes.map((each) => (
          <label key={each} className={styles.theme}>
            <input
              type="radio"
              name="apparence"
              value={each}
              checked={chosen === each}
              onChange={() => {
                setChosen(each);
                chooseTheme(each);
              }}
            />
            <Icon name={themeLabels[each].icon} size="s" />
            {themeLabels[each].label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Whoever signs out leaves no copy of the texts on a computer that others use too; gives what says that one signs out. */
function useForgottenCopies(personId: string): () => void {
  const isLeaving = useRef(false);
  useEffect(
    () => () => {
      if (!isLeaving.current) return;
      forgetUploads();
      // The menu goes with the session: a text that was open has saved its copy by now.
      void import('#realtime/client/browser-store.ts')
        .then(({ forgetCopies }) => forgetCopies(personId))
        .catch(() => {});
    },
    [personId],
  );
  return () => {
    isLeaving.current = true;
  };
}

/** The menu under the viewer's initials. */
export function AccountMenu({
  viewer,
  theme,
  currentPath,
  place,
}: {
  viewer: FrameViewer;
  theme: Theme;
  currentPath: string;
  /** The address whose help is offered. */
  place: string;
}) {
  const signsOut = useForgottenCopies(viewer.personId);
  return (
    <DropPanel
      align="end"
      closeOn={currentPath}
      summary={
        <>
          <Avatar id={viewer.personId} name={viewer.name} size="s" />
          <span className="visually-hidden">Mon compte, </span>
          <span className={styles.name}>{viewer.name}</span>
          <Icon name="chevron-down" size="s" className={styles.chevron} />
        </>
      }
    >
      <p className={styles.who}>
        <strong>{viewer.name}</strong>
        <span>{viewer.organisationName}</span>
      </p>
      <Link to={paths.account} className={styles.entry}>
        <Icon name="settings" />
        Mon compte
      </Link>
      {/* Here too: the editor fills the window and has no footer. */}
      <Link to={helpPath(place)} className={styles.entry}>
        <Icon name="info" />
        Aide
      </Link>
      <ThemeChoice theme={theme} />
      <Form method="post" action={paths.signOut} onSubmit={signsOut}>
        <button type="submit" className={styles.entry}>
          <Icon name="sign-out" />
          Se déconnecter
        </button>
      </Form>
    </DropPanel>
  );
}
