import { PerformanceMarker } from '@noshelfware/backstage-plugin-ml-models-common';

export interface MarkedPlace {
  modelRef: string;
  environment: string;
}

/** Deployments and rollbacks, as they are drawn on time axes. */
export interface DeploymentMarkers {
  /** @returns oldest first; only those that took traffic */
  list(place: MarkedPlace): Promise<PerformanceMarker[]>;
}
