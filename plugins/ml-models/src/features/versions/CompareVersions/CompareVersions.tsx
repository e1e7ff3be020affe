import { VersionDetail } from '@noshelfware/backstage-plugin-ml-models-common';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { TableSkeleton } from '../../../components/TableSkeleton/TableSkeleton';
import { CommitsBetweenCell } from './CommitsBetweenCell';
import { ComparisonTable } from './ComparisonTable';
import { useVersion } from './useVersion';

export interface CompareVersionsProps {
  model: EntityModel;
  /** Numbers of the two versions. */
  older: number;
  newer: number;
}

/** Two versions side by side: what is better, what is different. */
export function CompareVersions(props: CompareVersionsProps) {
  const older = useVersion(props.model, props.older);
  const newer = useVersion(props.model, props.newer);
  const skeleton = <TableSkeleton rows={8} columns={3} />;
  const table = (olderVersion: VersionDetail) => (
    <QueryBoundary
      query={newer}
      what={`version ${props.newer}`}
      skeleton={skeleton}
    >
      {newerVersion => (
        <ComparisonTable
          older={olderVersion}
          newer={newerVersion}
          commits={<CommitsBetweenCell {...props} />}
        />
      )}
    </QueryBoundary>
  );
  return (
    <QueryBoundary
      query={older}
      what={`version ${props.older}`}
      skeleton={skeleton}
    >
      {table}
    </QueryBoundary>
  );
}
