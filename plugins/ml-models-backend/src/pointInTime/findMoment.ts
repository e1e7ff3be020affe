import { InputError, NotFoundError } from '@backstage/errors';
import { ModelAtQuery } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  InferenceLogStore,
  StoredInference,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { findUuidTimeMs } from '../findUuidTimeMs';

/** Records are taken that are so far ahead of our clock, and are asked about at once. */
const CLOCK_SKEW_MAX_MS = 5 * 60 * 1000;

/** An instant that is asked about, and the record if it is that of one. */
export interface Moment {
  at: Date;
  record?: StoredInference;
}

/**
 * @throws InputError for one that is still to come
 * @throws NotFoundError for an inference that has no record, and whose id has no time
 */
export async function findMoment(
  modelRef: string,
  { time, inference }: ModelAtQuery,
  options: { now: () => Date; records: Pick<InferenceLogStore, 'findRecord'> },
): Promise<Moment> {
  const moment =
    inference === undefined
      ? { at: new Date(time ?? NaN) }
      : await findInference(modelRef, inference, options);
  if (moment.at.getTime() > options.now().getTime() + CLOCK_SKEW_MAX_MS) {
    throw new InputError(
      `${moment.at.toISOString()} is still to come: ask about a moment that has passed`,
    );
  }
  return moment;
}

/** A replayed record tells of another time than that of its serving. */
export function servedAt({ receivedAt, replay, time }: StoredInference): Date {
  return new Date(replay ? receivedAt : time);
}

/** All rows of an inference were answered at once, by one version. */
async function findInference(
  modelRef: string,
  inference: string,
  { records }: { records: Pick<InferenceLogStore, 'findRecord'> },
): Promise<Moment> {
  const inferenceId = inference.toLocaleLowerCase('en-US');
  const record = await records.findRecord(modelRef, { inferenceId, row: 0 });
  if (record) {
    return { at: servedAt(record), record };
  }
  const timeMs = findUuidTimeMs(inferenceId);
  if (timeMs === undefined) {
    throw new NotFoundError(
      `${modelRef} has no inference ${inferenceId}, and its id tells no time: ask by a time instead`,
    );
  }
  return { at: new Date(timeMs) };
}
