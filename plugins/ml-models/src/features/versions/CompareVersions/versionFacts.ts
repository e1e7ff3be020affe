import { VersionDetail } from '@noshelfware/backstage-plugin-ml-models-common';
import { shortSha } from '../../../components/CommitName/shortSha';
import { formatDurationSeconds } from '../../../components/formatNumber/formatDurationSeconds';
import { formatCountOf } from '../../../components/formatNumber/formatNumber';
import { formatInstant } from '../../../components/RelativeTime/formatInstant';

/** Enough of a digest to tell two apart by eye. */
const DIGEST_LENGTH = 19;

export interface VersionFact {
  title: string;
  /** Undefined where it is not known. */
  of: (version: VersionDetail) => string | undefined;
  /** Whether it only counts something, which need not be the same where the counts are. */
  counts?: boolean;
}

/** What a version is made of, besides metrics and signature. */
export const FACTS: readonly VersionFact[] = [
  { title: 'Made', of: ({ createdAt }) => formatInstant(createdAt) },
  {
    title: 'Built in',
    of: ({ buildSeconds }) =>
      buildSeconds === undefined
        ? undefined
        : formatDurationSeconds(buildSeconds),
  },
  {
    title: 'Built from',
    of: ({ commit }) =>
      commit && [shortSha(commit.sha), commit.message].join(' '),
  },
  { title: 'Author', of: ({ commit }) => commit?.author },
  {
    title: 'Framework',
    of: ({ framework }) =>
      framework && [framework.name, framework.version].join(' '),
  },
  { title: 'Data', of: ({ report }) => dataWords(report) },
  {
    title: 'Data digest',
    of: ({ dataDigest }) => dataDigest?.slice(0, DIGEST_LENGTH),
  },
  {
    title: 'Baseline',
    of: ({ referenceRows }) => formatCountOf(referenceRows, 'reference row'),
    counts: true,
  },
];

/** @returns what data a version was made from, as far as its report tells */
export function dataWords(report: VersionDetail['report']): string | undefined {
  const references = report?.data?.references ?? [];
  const words = references.map(({ entityRef, source, rows, from, until }) =>
    [
      source ?? entityRef,
      rows === undefined ? undefined : formatCountOf(rows, 'row'),
      from && until ? `${from} to ${until}` : undefined,
    ]
      .filter(Boolean)
      .join(', '),
  );
  return words.length ? words.join('; ') : undefined;
}
