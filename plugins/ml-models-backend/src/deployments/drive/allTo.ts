import { TrafficSplit } from '@noshelfware/backstage-plugin-ml-models-node';

/** @returns the split in which one version answers every request */
export function allTo(version: number): TrafficSplit {
  return { shares: [{ version, weight: 100, role: 'primary' }] };
}
