import { createContext, useContext, useState } from 'react';

/** Which of a page's charts are shown as tables, by their titles. */
export interface TableViews {
  shown: readonly string[];
  onShow: (shown: readonly string[]) => void;
}

const Views = createContext<TableViews | undefined>(undefined);

/** Lets a page keep in its URL which charts are shown as tables. */
export const TableViewsProvider = Views.Provider;

/** @returns whether what has this title is shown as a table, and what changes it */
export function useTableView(title: string): [boolean, (on: boolean) => void] {
  const views = useContext(Views);
  const [own, setOwn] = useState(false);
  if (!views) {
    return [own, setOwn];
  }
  const others = views.shown.filter(shown => shown !== title);
  return [
    others.length < views.shown.length,
    on => views.onShow(on ? [...others, title] : others),
  ];
}
