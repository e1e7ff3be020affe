import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';

export interface JourneyPart {
  name: string;
  seconds: number;
}

/** Instants of the main path; epoch milliseconds. */
export interface JourneyInstants {
  pressedAt: number;
  liveAt: number;
  readableAt: number;
}

/**
 * What the main path spent its time on: from Create to the deployment, each step
 * of it, and from the live model to a prediction in the log. Steps may overlap;
 * one that never ran took no time.
 */
export function journeyParts(
  { createdAt, steps }: Pick<Deployment, 'createdAt' | 'steps'>,
  { pressedAt, liveAt, readableAt }: JourneyInstants,
): JourneyPart[] {
  return [
    { name: 'publish', seconds: secondsFrom(pressedAt, Date.parse(createdAt)) },
    ...steps.map(({ name, startedAt, endedAt }) => ({
      name,
      seconds:
        startedAt && endedAt
          ? secondsFrom(Date.parse(startedAt), Date.parse(endedAt))
          : 0,
    })),
    { name: 'predict', seconds: secondsFrom(liveAt, readableAt) },
  ];
}

export function secondsFrom(startMs: number, endMs: number): number {
  return (endMs - startMs) / 1000;
}
