import { InferenceDetail } from '@noshelfware/backstage-plugin-ml-models-common';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { TableSkeleton } from '../../../components/TableSkeleton/TableSkeleton';
import { NeighbourTable } from './NeighbourTable';
import { PanelSection } from './PanelSection';
import { NeighboursQuery } from './useNeighbours';

export interface NeighboursSectionProps {
  record: InferenceDetail;
  neighbours: NeighboursQuery;
  onOpen: (key: string) => void;
}

/** Whether a record is one of many alike: what was answered with it and around it. */
export function NeighboursSection(props: NeighboursSectionProps) {
  const { record, neighbours, onOpen } = props;
  return (
    <PanelSection title="Just before and after">
      <QueryBoundary
        query={neighbours}
        what="what was answered around it"
        skeleton={<TableSkeleton rows={7} columns={4} />}
      >
        {({ newer, older, sameRequest }) => (
          <>
            <NeighbourTable
              title="Just before and after"
              records={[...newer, record, ...older]}
              current={record}
              onOpen={onOpen}
            />
            {sameRequest.length > 0 && (
              <PanelSection title="Other rows of the request">
                <NeighbourTable
                  title="Other rows of the request"
                  numbered
                  records={sameRequest}
                  current={record}
                  onOpen={onOpen}
                />
              </PanelSection>
            )}
          </>
        )}
      </QueryBoundary>
    </PanelSection>
  );
}
