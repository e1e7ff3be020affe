import {
  DeploymentSummary,
  VersionWeight,
  versionWeightSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';

/** What a deployment's row keeps of an edit of the traffic. */
export interface TrafficColumns {
  /** JSON: the shares that it asks for. Null: it edits no traffic. */
  traffic_weights: string | null;
  /** JSON: the shares that it found. Null until it has begun. */
  traffic_before: string | null;
}

export const NO_TRAFFIC: TrafficColumns = {
  traffic_weights: null,
  traffic_before: null,
};

const weightsSchema = z.array(versionWeightSchema);

export function parseWeights(json: string): VersionWeight[] {
  return weightsSchema.parse(JSON.parse(json));
}

/** @returns what to keep: the largest share first, then the newest version */
export function toKeptWeights(weights: readonly VersionWeight[]): string {
  return JSON.stringify(
    [...weights].sort((a, b) => b.weight - a.weight || b.version - a.version),
  );
}

export function toTraffic(row: TrafficColumns): DeploymentSummary['traffic'] {
  return row.traffic_weights === null
    ? undefined
    : {
        weights: parseWeights(row.traffic_weights),
        before:
          row.traffic_before === null
            ? undefined
            : parseWeights(row.traffic_before),
      };
}
