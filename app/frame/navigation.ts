// Where the frame of every page leads: the primary navigation and the account menu. Read by root.tsx alone.
import type { IconName } from '../ui/icon-shapes.ts';

export interface NavigationItem {
  to: string;
  label: string;
  icon: IconName;
}

/** The addresses that the frame itself knows. */
export const paths = {
  home: '/',
  signIn: '/connexion',
  signOut: '/deconnexion',
  account: '/compte',
  notifications: '/notifications',
} as const;

/** What is said of the platform itself, open to everybody. */
export const aboutPages = [
  { to: '/mentions-legales', label: 'Mentions légales' },
  { to: '/accessibilite', label: 'Accessibilité' },
  { to: '/donnees-personnelles', label: 'Données personnelles' },
] as const;

/** What the viewer administers, which decides what the navigation shows (never what they may do). */
export interface Administering {
  organisationAdministrator: boolean;
  platformAdministrator: boolean;
}

/** The main entries, for somebody signed in. */
export function navigationOf({ organisationAdministrator, platformAdministrator }: Administering): NavigationItem[] {
  return [
    { to: '/conventions', label: 'Conventions', icon: 'document' },
    { to: '/reunions', label: 'Réunions', icon: 'calendar' },
    { to: '/donnees', label: 'Données', icon: 'data' },
    ...(organisationAdministrator
      ? [{ to: '/organisation', label: 'Organisation', icon: 'organisation' } as const]
      : []),
    ...(platformAdministrator ? [{ to: '/administration', label: 'Administration', icon: 'settings' } as const] : []),
  ];
}
