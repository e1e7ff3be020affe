import { createContext, ReactNode, useContext, useMemo } from 'react';

export interface ChartSubject {
  /**
   * e.g. `Flight delay risk · production · version 3 · 19 Nov 2026, 04:00 – 26 Nov
   * 2026, 04:00 UTC`.
   */
  words: string;
  /** Its name, e.g. `flight-delay`. */
  model: string;
  /** e.g. `2026-11-19 to 2026-11-26`. */
  days: string;
}

const Subject = createContext<ChartSubject>({ words: '', model: '', days: '' });

/**
 * Tells the charts below what they are of: a page says so around them, but a
 * picture of one leaves the page, and so does a file of its numbers.
 */
export function ChartSubjectProvider(
  props: ChartSubject & { children: ReactNode },
) {
  const { words, model, days } = props;
  // The charts, which are dear to draw, get one that stays.
  const subject = useMemo(() => ({ words, model, days }), [words, model, days]);
  return <Subject.Provider value={subject}>{props.children}</Subject.Provider>;
}

/** @returns what the charts are of, in words */
export function useChartSubject(): string {
  return useContext(Subject).words;
}

/** @returns what a file of a chart is called, e.g. `flight-delay Quality 2026-11-19 to 2026-11-26` */
export function useFileTitle(title: string): string {
  const { model, days } = useContext(Subject);
  return [model, title, days].filter(Boolean).join(' ');
}
