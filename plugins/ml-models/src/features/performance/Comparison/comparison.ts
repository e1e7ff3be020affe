import {
  FeatureDrift,
  PerformanceQuery,
  PerformanceReport,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** What a report is compared with, as a person chose it. */
export type Comparison =
  | { kind: 'none' }
  | { kind: 'previous' }
  | { kind: 'version'; version: number };

/** A report to compare with, and how far it lies back. */
export interface ComparedReport {
  /** e.g. `version 2`, `previous period`. */
  label: string;
  report: PerformanceReport;
  /** What it was asked for by. */
  query: PerformanceQuery;
  /** What is added to its times to lay it over the other; milliseconds. */
  shiftMs: number;
  /** The two measured against each other; absent while not known. */
  between?: BetweenReports;
}

export interface BetweenReports {
  /** Distances from the one to the other, not to a baseline. */
  drift: readonly FeatureDrift[];
  /** Why there are none. */
  notComparable?: string;
}

/** @returns the comparison a URL holds: `previous`, `v2`; else none */
export function findComparison(text: string): Comparison {
  if (text === 'previous') {
    return { kind: 'previous' };
  }
  const version = /^v(\d+)$/.exec(text)?.[1];
  return version === undefined
    ? { kind: 'none' }
    : { kind: 'version', version: Number(version) };
}

/** @returns what stands in the URL; empty for none */
export function writeComparison(comparison: Comparison): string {
  switch (comparison.kind) {
    case 'version':
      return `v${comparison.version}`;
    case 'previous':
      return 'previous';
    default:
      return '';
  }
}

/** @returns e.g. `version 2`; empty for none */
export function labelComparison(comparison: Comparison): string {
  switch (comparison.kind) {
    case 'version':
      return `version ${comparison.version}`;
    case 'previous':
      return 'previous period';
    default:
      return '';
  }
}
