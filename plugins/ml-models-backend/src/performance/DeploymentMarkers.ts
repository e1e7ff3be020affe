import { PerformanceMarker } from '@noshelfware/backstage-plugin-ml-models-common';

export interface MarkerRange {
  modelRef: string;
  environment: string;
  from: Date;
  /** Exclusive. */
  until: Date;
}

/** Deployments and rollbacks, as they are drawn on time axes. */
export interface DeploymentMarkers {
  /** @returns oldest first; only those that took traffic */
  list(range: MarkerRange): Promise<PerformanceMarker[]>;
}
