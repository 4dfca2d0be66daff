// What surrounds every page: skip link, header with mark, navigation, notifications and account, footer. root.tsx hands
// it everything; it fetches nothing.
import { Link, useNavigation } from '@remix-run/react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { UNSAFE_PortalProvider } from 'react-aria/PortalProvider';
import { aboutPages, type NavigationItem, paths } from '../frame/navigation.ts';
import type { Theme } from '../frame/theme.ts';
import { PRODUCT } from '../french.ts';
import { plural } from '../french-format.ts';
import { helpPath } from '../help/area-paths.ts';
import { SearchBox } from '../search/search-box.tsx';
import { AccountMenu, type FrameViewer } from './account-menu.tsx';
import { LinkButton } from './button.tsx';
import { classes } from './classes.ts';
import { DropPanel } from './drop-panel.tsx';
import { Icon } from './icon.tsx';
import styles from './page-frame.module.css';
import { ProductMark } from './product-mark.tsx';
import { SkipLink } from './skip-link.tsx';

export interface PageFrameProps {
  /** Null: nobody is signed in; the header then offers to. */
  viewer: FrameViewer | null;
  unread: number;
  currentPath: string;
  /** The address that navigation and help go by, where the page's own does not say of which part it is. */
  place?: string;
  navigation: readonly NavigationItem[];
  theme: Theme;
  /** « / » alone goes to the search: the viewer may have switched it off. */
  searchKey?: boolean;
  /** `page`: centred, with footer. `full`: the page fills the window below the header (the editor). */
  layout?: 'page' | 'full';
  children: ReactNode;
}

/** The frame of a page. A page renders its own `<h1>` inside (PageTitle), never a second `<main>`. */
export function PageFrame(props: PageFrameProps) {
  const { viewer, currentPath, place = currentPath, layout = 'page', children } = props;
  const main = useFocusOnNewPage(currentPath);
  return (
    <div className={classes(styles.frame, layout === 'full' && styles.full)}>
      <SkipLink to="contenu">Aller au contenu</SkipLink>
      <Progress />
      <header className={styles.header}>
        <Link to={paths.home} className={styles.brand}>
          <ProductMark />
          <span className={styles.product}>{PRODUCT}</span>
        </Link>
        <Navigation {...props} />
        <div className={styles.tools}>
          {viewer ? (
            <>
              <SearchBox hasSlash={props.searchKey ?? true} currentPath={currentPath} />
              <Bell unread={props.unread} />
              <AccountMenu viewer={viewer} theme={props.theme} currentPath={currentPath} place={place} />
            </>
          ) : (
            currentPath !== paths.signIn && (
              <LinkButton to={paths.signIn} size="s">
                Se connecter
              </LinkButton>
            )
          )}
        </div>
      </header>
      <main id="contenu" ref={main} tabIndex={-1} className={styles.main}>
        <Overlays>{children}</Overlays>
      </main>
      {layout === 'page' && (
        <footer className={styles.footer}>
          <p>{PRODUCT} · écrire ensemble la convention, et la suivre toute l’année.</p>
          <nav aria-label="À propos de la plate-forme">
            <ul className={styles.about}>
              <li>
                <Link to={helpPath(place)}>Aide</Link>
              </li>
              {aboutPages.map(({ to, label }) => (
                <li key={to}>
                  <Link to={to}>{label}</Link>
                </li>
              ))}
            </ul>
          </nav>
        </footer>
      )}
    </div>
  );
}

/** Windows, menus and tooltips of the page open inside its content, where landmarks lead to them too. */
function Overlays({ children }: { children: ReactNode }) {
  const container = useRef<HTMLDivElement>(null);
  return (
    <>
      <UNSAFE_PortalProvider getContainer={() => container.current}>{children}</UNSAFE_PortalProvider>
      <div ref={container} />
    </>
  );
}

const isWithin = (path: string, to: string) => path === to || path.startsWith(`${to}/`);

function Navigation({ navigation, currentPath, place = currentPath }: PageFrameProps) {
  if (navigation.length === 0) return null;
  const entries = (
    <ul className={styles.entries}>
      {navigation.map(({ to, label, icon }) => (
        <li key={to}>
          <Link to={to} className={styles.entry} aria-current={isWithin(place, to) ? 'page' : undefined}>
            <Icon name={icon} className={styles.entryIcon} />
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <nav aria-label="Navigation principale" className={styles.wide}>
        {entries}
      </nav>
      <nav aria-label="Navigation principale" className={styles.narrow}>
        <DropPanel label="Menu" isWide closeOn={currentPath} summary={<Icon name="menu" />}>
          {entries}
        </DropPanel>
      </nav>
    </>
  );
}

function Bell({ unread }: { unread: number }) {
  return (
    <Link to={paths.notifications} className={styles.bell} title="Notifications">
      <Icon name="bell" />
      <span className="visually-hidden">Notifications{unread > 0 && ', '}</span>
      {unread > 0 && (
        <>
          <span className={styles.unread}>{unread > 99 ? '99+' : unread}</span>
          <span className="visually-hidden"> {plural(unread, 'non lue', 'non lues')}</span>
        </>
      )}
    </Link>
  );
}

/** A line across the top while the next page is on its way; screen readers are told when it has come. */
function Progress() {
  const { state } = useNavigation();
  return state === 'idle' ? null : <div className={styles.progress} aria-hidden="true" />;
}

/** After a change of page, moves focus to the content, as a browser does when it loads one. */
function useFocusOnNewPage(currentPath: string) {
  const main = useRef<HTMLElement>(null);
  const [firstPath] = useState(currentPath);
  const moved = useRef(false);
  useEffect(() => {
    if (currentPath === firstPath && !moved.current) return;
    moved.current = true;
    // An address with a fragment has a target of its own.
    if (!window.location.hash) main.current?.focus({ preventScroll: true });
  }, [currentPath, firstPath]);
  return main;
}
