import {
  FeatureType,
  operations,
  VersionDetail,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useMemo } from 'react';
import { useModelStatus } from '../../../api/useModelStatus';
import { useOperation } from '../../../api/useOperation';
import { ModelParams } from './ModelParams';

/**
 * What there is to choose from in a search, and where requests go. The page
 * works without: what is not loaded, or fails to, is an empty list.
 */
export function useModelFacts(params: ModelParams) {
  const status = useModelStatus(params).data;
  const versions = useOperation(operations.listVersions, { params }).data;
  const latest = status?.latestVersion;
  const latestVersion = useOperation(
    operations.getVersion,
    { params: { ...params, version: latest ?? 0 } },
    { enabled: latest !== undefined },
  ).data;
  const values = useMemo(() => valuesOf(latestVersion), [latestVersion]);
  return {
    versions: versions?.items.map(({ version }) => version) ?? [],
    environments: status?.environments.map(({ name }) => name) ?? [],
    ...values,
    endpoints: (status?.environments ?? []).flatMap(
      ({ name, endpoint, liveVersion }) =>
        // An address where nothing serves answers nobody.
        endpoint && liveVersion !== undefined
          ? [{ environment: name, endpoint }]
          : [],
    ),
    exampleRequest: status?.exampleRequest,
    exampleOmits: status?.exampleOmits,
  };
}

/** What a version declares, as a search and the columns of the log name it. */
function valuesOf(version: VersionDetail | undefined) {
  const inputs = version?.signature?.inputs ?? [];
  const outputs = version?.signature?.outputs ?? [];
  const target = version?.report?.target;
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
    numbers: [
      ...inputs
        .filter(isNumber)
        .flatMap(({ name }) => [name, `inputs.${name}`]),
      ...outputs.filter(isNumber).flatMap(({ name }) =>
        // A bare name means an input where there is one of that name.
        inputs.some(input => input.name === name)
          ? [`outputs.${name}`]
          : [name, `outputs.${name}`],
      ),
      ...(target && isNumber(target) ? [`target.${target.name}`] : []),
    ],
  };
}

function isNumber({ type }: { type: FeatureType }): boolean {
  return type === 'number' || type === 'integer';
}

export type ModelFacts = ReturnType<typeof useModelFacts>;
