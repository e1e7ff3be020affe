import {
  EnvironmentStatus,
  isSameSplit,
  largestOf,
  sumOfWeights,
  VersionWeight,
} from '@noshelfware/backstage-plugin-ml-models-common';

export type TrafficEdit = NonNullable<EnvironmentStatus['trafficEdit']>;

/** One line of the form. */
export interface ShareDraft {
  version: number;
  /** As typed, in percent. */
  text: string;
}

/** @returns what is set now and, where one version has all, one more to share with */
export function draftOf({ weights, versions }: TrafficEdit): ShareDraft[] {
  const drafts = weights.map(({ version, weight }) => ({
    version,
    text: String(weight),
  }));
  const [other] = versionsLeft(versions, drafts);
  return drafts.length > 1 || other === undefined
    ? drafts
    : [...drafts, { version: other, text: '0' }];
}

/** @returns versions that the form has no line for, newest first */
export function versionsLeft(
  versions: readonly number[],
  drafts: readonly ShareDraft[],
): number[] {
  return versions.filter(
    version => !drafts.some(draft => draft.version === version),
  );
}

/** @returns percent; undefined for what is no whole percent from 0 to 100 */
export function percentOf({ text }: ShareDraft): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '') {
    return 0;
  }
  const percent = Number(trimmed);
  return /^\d+$/.test(trimmed) && percent <= 100 ? percent : undefined;
}

/** @returns what the HTTP API is asked for: versions without a share are left out */
export function weightsIn(drafts: readonly ShareDraft[]): VersionWeight[] {
  return drafts
    .map(draft => ({ version: draft.version, weight: percentOf(draft) ?? 0 }))
    .filter(({ weight }) => weight > 0);
}

/** @returns the sum, and what is wrong with it */
export function tellSum(drafts: readonly ShareDraft[]): string {
  const sum = sumOfWeights(weightsIn(drafts));
  if (sum === 100) {
    return 'Sum: 100 %';
  }
  const missing = 100 - sum;
  return `Sum: ${sum} %. ${
    missing > 0 ? `${missing} % are missing` : `${-missing} % are too many`
  }: it has to be 100 %.`;
}

/** @returns whether it can be set, and differs from what is */
export function isReady(
  drafts: readonly ShareDraft[],
  edit: TrafficEdit,
): boolean {
  const weights = weightsIn(drafts);
  return (
    drafts.every(draft => percentOf(draft) !== undefined) &&
    sumOfWeights(weights) === 100 &&
    !isSameSplit(weights, edit.weights)
  );
}

/** @returns what will happen, and how to undo it, a sentence each */
export function describeEdit(
  drafts: readonly ShareDraft[],
  { name, liveVersion, trafficEdit }: EnvironmentStatus,
): string[] {
  const weights = weightsIn(drafts);
  const before = trafficEdit?.weights ?? [];
  const has = (list: readonly VersionWeight[], version: number) =>
    list.some(share => share.version === version);
  const added = weights.filter(({ version }) => !has(before, version));
  const removed = before.filter(({ version }) => !has(weights, version));
  const live = largestOf(weights, liveVersion);
  return [
    `Requests in ${name} are answered by ${nameWeights(
      weights,
    )}, until the traffic is edited again, or a version is deployed or rolled back to: that one answers all of them then.`,
    added.length === 1 &&
      `${nameVersions(
        added,
      )} passes a smoke test first, and is started for it if it does not run; callers notice nothing before that.`,
    added.length > 1 &&
      `${nameVersions(
        added,
      )} pass a smoke test first, and are started for it if they do not run; callers notice nothing before that.`,
    removed.length === 1 &&
      `${nameVersions(
        removed,
      )} gets no more requests, and is stopped unless it is kept warm.`,
    removed.length > 1 &&
      `${nameVersions(
        removed,
      )} get no more requests, and are stopped unless they are kept warm.`,
    liveVersion !== undefined &&
      live !== liveVersion &&
      `v${live} gets the largest share: it is the live version then, which the verdict is about.`,
    `To undo it, edit the traffic again: ${nameWeights(before)}.`,
  ].filter(sentence => typeof sentence === 'string');
}

const LIST = new Intl.ListFormat('en-GB');

function nameWeights(weights: readonly VersionWeight[]): string {
  return LIST.format(
    weights.map(({ version, weight }) => `v${version} (${weight} %)`),
  );
}

function nameVersions(weights: readonly VersionWeight[]): string {
  return LIST.format(weights.map(({ version }) => `v${version}`));
}
