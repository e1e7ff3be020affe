import { createContext, useContext } from 'react';

const Subject = createContext('');

/**
 * Tells the charts below what they are of, e.g. `Flight delay risk · production ·
 * version 3 · 19 Nov 2026, 04:00 – 26 Nov 2026, 04:00 UTC`: a page says so
 * around them, but a picture of one leaves the page.
 */
export const ChartSubjectProvider = Subject.Provider;

export function useChartSubject(): string {
  return useContext(Subject);
}
