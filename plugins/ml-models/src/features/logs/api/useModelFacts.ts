import {
  FeatureType,
  operations,
  VersionDetail,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useMemo } from 'react';
import { environmentNames } from '../../../api/environmentNames';
import { useModelStatus } from '../../../api/useModelStatus';
import { useOperation } from '../../../api/useOperation';
import { ModelParams } from './ModelParams';

/**
 * What there is to choose from in a search, and where requests go. The page
 * works without: what is not loaded, or fails to, is an empty list.
 */
export function useModelFacts(params: ModelParams) {
  const status = useModelStatus(params);
  const versions = useOperation(operations.listVersions, { params });
  const latest = status.data?.latestVersion;
  const latestVersion = useOperation(
    operations.getVersion,
    { params: { ...params, version: latest ?? 0 } },
    { enabled: latest !== undefined },
  );
  const values = useMemo(
    () => valuesOf(latestVersion.data),
    [latestVersion.data],
  );
  return {
    /** What the newest version declares may still come. */
    isPending: status.isPending || latestVersion.isLoading,
    /** Newest first; the first page of them. */
    versions: versions.data?.items ?? [],
    /** Their labels may still come. */
    versionsPending: versions.isPending,
    environments: environmentNames(status.data),
    ...values,
    endpoints: (status.data?.environments ?? []).flatMap(
      ({ name, endpoint, liveVersion }) =>
        // An address where nothing serves answers nobody.
        endpoint && liveVersion !== undefined
          ? [{ environment: name, endpoint }]
          : [],
    ),
    exampleRequest: status.data?.exampleRequest,
    exampleOmits: status.data?.exampleOmits,
  };
}

/** What is known of the values that go by a name. */
export interface DeclaredValue {
  type: FeatureType;
  categories?: readonly string[];
}

/** What a version declares, as a search and the columns of the log name it. */
function valuesOf(version: VersionDetail | undefined) {
  const inputs = version?.signature?.inputs ?? [];
  const outputs = version?.signature?.outputs ?? [];
  const target = version?.report?.target;
  const declared = new Map<string, DeclaredValue>([
    // A bare name means an input where there is one of that name.
    ...outputs.map(output => [output.name, output] as const),
    ...inputs.map(input => [input.name, input] as const),
    ...inputs.map(input => [`inputs.${input.name}`, input] as const),
    ...outputs.map(output => [`outputs.${output.name}`, output] as const),
    ...(target ? [[`target.${target.name}`, target] as const] : []),
  ]);
  return {
    features: [
      ...inputs.map(({ name }) => name),
      ...outputs.map(({ name }) => `outputs.${name}`),
      ...(target ? [`target.${target.name}`] : []),
    ],
    /** Columns of the log that the latest version's records have. */
    valueColumns: [
      ...outputs.map(({ name }) => `outputs.${name}`),
      ...inputs.map(({ name }) => `inputs.${name}`),
      ...(target ? [`target.${target.name}`] : []),
    ],
    /** By each name that a search can compare them by. */
    declared,
    numbers: [...declared].flatMap(([name, { type }]) =>
      isNumber(type) ? [name] : [],
    ),
  };
}

function isNumber(type: FeatureType): boolean {
  return type === 'number' || type === 'integer';
}

export type ModelFacts = ReturnType<typeof useModelFacts>;
