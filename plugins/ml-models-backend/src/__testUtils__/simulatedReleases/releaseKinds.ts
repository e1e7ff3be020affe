/** What a version does otherwise than the live one. */
export interface Misbehaviour {
  /** Share of its requests that fail. */
  errorShare?: number;
  /** Times as long as the live version takes. */
  slowness?: number;
  /** By how much its boundary is off, of inputs that lie within 4. */
  boundaryShift?: number;
  /** Share of its predictions that outcomes bear out; default: nine in ten. */
  rightShare?: number;
  /** Whether outcomes of predictions arrive; default: none does. */
  hasOutcomes?: true;
}

/** Each but the healthy one is to be put back by one guardrail of its own. */
export const RELEASE_KINDS = {
  healthy: { hasOutcomes: true },
  erring: { errorShare: 0.05 },
  slow: { slowness: 3 },
  drifted: { boundaryShift: 1 },
  worse: { hasOutcomes: true, rightShare: 0.7 },
} satisfies Record<string, Misbehaviour>;

export type ReleaseKind = keyof typeof RELEASE_KINDS;

export const RELEASE_KIND_NAMES: readonly ReleaseKind[] = [
  'healthy',
  'erring',
  'slow',
  'drifted',
  'worse',
];
