import { TrafficSplit } from '@noshelfware/backstage-plugin-ml-models-node';

/** @returns what a version is needed for, as it follows its name; undefined: for nothing */
export function describeUse(
  { shares, shadow = [] }: TrafficSplit,
  version: number,
): string | undefined {
  if (shadow.includes(version)) {
    return 'gets copies of the requests as a shadow';
  }
  const share = shares.find(one => one.version === version);
  return share && share.weight > 0
    ? `answers ${Math.round(share.weight)} % of the requests`
    : undefined;
}
