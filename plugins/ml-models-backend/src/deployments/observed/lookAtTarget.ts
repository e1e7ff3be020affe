import {
  EXTERNAL_RUNTIME,
  largestOf,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { findLastChange } from '../history/lastChanges';
import { findActiveDeployment } from '../store/findDeployments';
import { findLiveVersion } from '../store/liveVersions';
import { trySaveObserved } from '../store/trySaveObserved';
import { VersionRegistry } from '../VersionRegistry';
import { weightsOf } from '../traffic/weightsOf';
import { AnsweredTraffic } from './AnsweredTraffic';
import { findBeginning, firstAnswerMs } from './findBeginning';
import { LearntShares, learnShares } from './learnShares';
import {
  KnownServing,
  toCeased,
  toLiveVersion,
  toObservedDeployment,
} from './observedRows';
import { Slot, toSlots } from './Sample';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Requests have ceased where none came for so long: a week, so that what is asked on
 * working days alone, or by a weekly job, does not end each time, and a day for one
 * that is late.
 */
export const CEASED_AFTER_MS = 8 * DAY_MS;

export interface LookAtTargetOptions {
  database: Knex;
  traffic: AnsweredTraffic;
  versions: Pick<VersionRegistry, 'get'>;
  nowMs: number;
}

/**
 * Learns from what a target has answered lately what serves there, where a pipeline
 * elsewhere decides that.
 *
 * @returns false where a runtime of the portal still runs what is live, or is about to
 */
export async function lookAtTarget(
  target: ServingTarget,
  options: LookAtTargetOptions,
): Promise<boolean> {
  const { database, traffic, nowMs } = options;
  const known = await findKnown(database, target, nowMs);
  if (!known) {
    return false;
  }
  const sinceMs = nowMs - CEASED_AFTER_MS;
  const windows = await traffic.listWindows(target, sinceMs);
  const slots = toSlots(
    // A window that began before the portal stopped its own holds requests of both.
    windows.filter(window => firstAnswerMs(window) >= ownEndMs(known)),
  );
  const learnt = learnShares(slots, known.live && weightsOf(known.live));
  if (learnt) {
    await note(known, { slots, learnt }, options);
  }
  return true;
}

/** Notes that no requests come any more, and since when. */
export async function noteCeased(
  target: ServingTarget,
  { database, traffic, nowMs }: LookAtTargetOptions,
): Promise<void> {
  const known = await findKnown(database, target, nowMs);
  const live = known?.live;
  if (!live) {
    return;
  }
  const lastMs =
    (await traffic.findLastAnswer(target)) ?? new Date(live.since).getTime();
  // One may have come since it was looked for.
  if (nowMs - lastMs >= CEASED_AFTER_MS) {
    const row = toCeased(
      { ...known, live },
      new Date(Math.max(lastMs, earliestMs(known))),
    );
    await trySaveObserved(database, { row, before: live, after: undefined });
  }
}

/** @returns undefined where a runtime of the portal has a say */
async function findKnown(
  database: Knex,
  target: ServingTarget,
  nowMs: number,
): Promise<KnownServing | undefined> {
  // First: a change after it shows in what is read then.
  const lastChange = await findLastChange(
    database,
    target,
    // Clocks of replicas differ.
    new Date(nowMs + DAY_MS),
  );
  const live = await findLiveVersion(database, target);
  const isOwn = live !== undefined && live.runtime !== EXTERNAL_RUNTIME;
  return isOwn || (await findActiveDeployment(database, target))
    ? undefined
    : { target, live, lastChange };
}

/** @returns when the portal left the target to others; -Infinity: it never had it */
function ownEndMs({ lastChange }: KnownServing): number {
  return lastChange?.ended_at && lastChange.trigger !== 'observed'
    ? new Date(lastChange.ended_at).getTime()
    : -Infinity;
}

/** What follows something is later than it, or the order of history would be another. */
function earliestMs({ lastChange }: KnownServing): number {
  return lastChange?.ended_at
    ? new Date(lastChange.ended_at).getTime() + 1
    : -Infinity;
}

async function note(
  known: KnownServing,
  { slots, learnt }: { slots: Slot[]; learnt: LearntShares },
  options: LookAtTargetOptions,
): Promise<void> {
  const { target, live } = known;
  const { weights } = learnt;
  const version = largestOf(weights, live?.version);
  const { commit } = await options.versions.get(target.modelRef, version);
  const begunMs =
    live?.version === version
      ? changedMs(known, learnt)
      : await takenOverMs(
          { ...target, version },
          { known, slots, learnt },
          options,
        );
  const traffic = {
    version,
    weights,
    commit: commit ? JSON.stringify(commit) : null,
    at: new Date(Math.max(Math.min(begunMs, options.nowMs), earliestMs(known))),
  };
  const row = toObservedDeployment(known, traffic);
  await trySaveObserved(options.database, {
    row,
    before: live,
    after: toLiveVersion(live, row, traffic),
  });
}

/** @returns when a version that is new there came, or else where the sample begins */
function changedMs(
  { live }: KnownServing,
  { sample, weights }: LearntShares,
): number {
  const before = live ? weightsOf(live).map(({ version }) => version) : [];
  const come = weights
    .map(({ version }) => version)
    .filter(version => !before.includes(version));
  const windows = sample.slots.flatMap(slot => slot.windows);
  const ofThose = windows.filter(({ version }) => come.includes(version));
  return Math.min(
    ...(ofThose.length > 0 ? ofThose : windows).map(firstAnswerMs),
  );
}

async function takenOverMs(
  version: ServingTarget & { version: number },
  found: { known: KnownServing; slots: Slot[]; learnt: LearntShares },
  { traffic }: LookAtTargetOptions,
): Promise<number> {
  const { known, slots, learnt } = found;
  const beginning = findBeginning(slots, learnt.sample, version.version);
  if (!beginning.isOpen) {
    return beginning.atMs;
  }
  const first = await traffic.findFirstWindow(
    version,
    Math.max(0, earliestMs(known)),
  );
  return Math.min(beginning.atMs, first ? firstAnswerMs(first) : Infinity);
}
