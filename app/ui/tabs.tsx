// Several views of one thing, one at a time, without leaving the page. Views with an address of their own are links:
// tab-links.tsx, apart, because most pages have no others.
import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components';
import { Count } from './badge.tsx';
import styles from './tabs.module.css';

export interface TabView {
  id: string;
  label: string;
  count?: number;
  content: ReactNode;
}

export interface TabsProps {
  label: string;
  views: readonly TabView[];
  selected?: string;
  onSelect?: (id: string) => void;
}

/** Tabs: arrows move between them, Tab goes into the view. */
export function Tabs({ label, views, selected, onSelect }: TabsProps) {
  return (
    <AriaTabs
      selectedKey={selected}
      onSelectionChange={(key) => onSelect?.(String(key))}
      className={styles.tabs}
      keyboardActivation="manual"
    >
      <TabList aria-label={label} className={styles.list}>
        {views.map((view) => (
          <Tab key={view.id} id={view.id} className={styles.tab}>
            {view.label}
            {view.count !== undefined && <Count>{view.count}</Count>}
          </Tab>
        ))}
      </TabList>
      {views.map((view) => (
        <TabPanel key={view.id} id={view.id} className={styles.panel}>
          {view.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
