import { PerformanceMarker } from '@noshelfware/backstage-plugin-ml-models-common';

export interface MarkedPlace {
  modelRef: string;
  environment: string;
}

/** Deployments, rollbacks, stops and canaries that were put back, as they are drawn on time axes. */
export interface DeploymentMarkers {
  /** @returns oldest first; only those that took traffic, or took it away */
  list(place: MarkedPlace): Promise<PerformanceMarker[]>;
  /** @returns where a model was deployed, or was to be */
  listEnvironments(modelRef: string): Promise<string[]>;
}
