import { PIPELINE_STAGES } from '@noshelfware/backstage-plugin-ml-models-common';

export const RELEASE_STEPS = ['start', 'smoke', 'traffic'];

/**
 * The steps of each kind of deployment, in the order in which they end. That a canary
 * is held is a part of its step, and counts as one here: it can be killed there, too.
 */
export const STEPS = {
  build: [...PIPELINE_STAGES, 'register', ...RELEASE_STEPS],
  rollback: RELEASE_STEPS,
  canary: ['start', 'smoke', 'canary', 'traffic'],
  'held canary': ['approve', 'start', 'smoke', 'hold', 'canary', 'traffic'],
  'edit of the traffic': RELEASE_STEPS,
} satisfies Record<string, readonly string[]>;

export type Kind = keyof typeof STEPS;

export const KINDS: readonly Kind[] = [
  'build',
  'rollback',
  'canary',
  'held canary',
  'edit of the traffic',
];

/** A moment of a deployment: inside a step, or at its boundary with the next. */
export interface Point {
  at: 'before' | 'inside' | 'after';
  step: string;
}

/** @returns each boundary once, the first and the last one too, and each step */
export function pointsOf(kind: Kind): Point[] {
  const steps: readonly string[] = STEPS[kind];
  return [
    { at: 'before', step: steps[0] },
    ...steps.flatMap((step): Point[] => [
      { at: 'inside', step },
      { at: 'after', step },
    ]),
  ];
}

export function isStage(step: string): boolean {
  return PIPELINE_STAGES.some(stage => stage === step);
}
