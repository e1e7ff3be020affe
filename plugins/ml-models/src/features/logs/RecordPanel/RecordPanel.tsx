import Drawer from '@material-ui/core/Drawer';
import { makeStyles } from '@material-ui/core/styles';
import {
  InferenceDetail,
  NamedValues,
  operations,
  RequestStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { KeyboardEvent, ReactNode, useId } from 'react';
import { useOperation } from '../../../api/useOperation';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { TableSkeleton } from '../../../components/TableSkeleton/TableSkeleton';
import { ModelParams } from '../api/ModelParams';
import { findRecordKey } from '../records/mergeRecords';
import { CopyableText } from './CopyableText';
import { CurlSection } from './CurlSection';
import { ExceptionSection } from './ExceptionSection';
import { InputsTable } from './InputsTable';
import { NeighboursSection } from './NeighboursSection';
import { OutcomeSection } from './OutcomeSection';
import { PanelHead } from './PanelHead';
import { PanelSection } from './PanelSection';
import { RecordFacts } from './RecordFacts';
import { RecordOwner } from './RecordOwner';
import { RecordSummary } from './RecordSummary';
import { ServedBy } from './ServedBy';
import { keysBeside, NeighboursQuery, useNeighbours } from './useNeighbours';
import { ValuesTable } from './ValuesTable';

const useStyles = makeStyles(theme => ({
  paper: {
    ...theme.typography.body2,
    width: 'min(680px, 100vw)',
    padding: theme.spacing(0, 3, 4),
  },
}));

interface ListNeighbours {
  /** Keys of records; undefined at an end of the list. */
  newer: string | undefined;
  older: string | undefined;
}

export interface RecordPanelProps {
  params: ModelParams;
  /** Key of the record shown. */
  recordKey: string;
  /** Its neighbours in the list; absent when it is not in the list. */
  listed: ListNeighbours | undefined;
  onOpen: (key: string) => void;
  onClose: () => void;
}

/** One record in full. */
export function RecordPanel(props: RecordPanelProps) {
  const classes = useStyles();
  const titleId = useId();
  const { onOpen } = props;
  const neighbours = useNeighbours(props.params, props.recordKey);
  // Within a search one goes from hit to hit, otherwise through time.
  const { newer, older } = props.listed ?? keysBeside(neighbours.data);
  const onKeyDown = (event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLInputElement;
    const next = { k: newer, j: older }[event.key];
    if (next && !typing) {
      onOpen(next);
    }
  };
  return (
    <Drawer
      anchor="right"
      open
      onClose={props.onClose}
      transitionDuration={0}
      BackdropProps={{ invisible: true }}
      PaperProps={{
        // Not on the drawer, where it would take the place of what Escape does.
        onKeyDown,
        role: 'dialog',
        'aria-modal': true,
        'aria-labelledby': titleId,
        className: classes.paper,
      }}
    >
      <PanelHead
        titleId={titleId}
        newer={newer}
        older={older}
        onOpen={onOpen}
        onClose={props.onClose}
      />
      <RecordContent key={props.recordKey} {...props} neighbours={neighbours} />
    </Drawer>
  );
}

function RecordContent(
  props: RecordPanelProps & { neighbours: NeighboursQuery },
) {
  const { id = props.recordKey, row = 0 } =
    findRecordKey(props.recordKey) ?? {};
  const record = useOperation(operations.getInference, {
    params: { ...props.params, id, row },
  });
  return (
    <QueryBoundary
      query={record}
      what="the record"
      skeleton={<TableSkeleton rows={12} columns={2} />}
    >
      {data => (
        <RecordSections
          params={props.params}
          record={data}
          around={
            <NeighboursSection
              record={data}
              neighbours={props.neighbours}
              onOpen={props.onOpen}
            />
          }
        />
      )}
    </QueryBoundary>
  );
}

/** Whoever fails has not answered, and may not have been there at all. */
const SERVED_TITLES: Record<RequestStatus, string> = {
  ok: 'Answered by',
  invalid: 'Refused by',
  error: 'Asked of',
};

function RecordSections(props: {
  params: ModelParams;
  record: InferenceDetail;
  around: ReactNode;
}) {
  const { params, record } = props;
  return (
    <>
      <RecordSummary record={record} />
      {record.status !== 'ok' && <ExceptionSection record={record} />}
      {hasValues(record.outputs) && (
        <PanelSection title="Outputs">
          <ValuesTable title="Outputs" values={record.outputs} />
        </PanelSection>
      )}
      {record.status === 'ok' && <OutcomeSection record={record} />}
      <PanelSection title="Inputs, and where they lie in the baseline">
        <InputsTable params={params} record={record} />
      </PanelSection>
      <PanelSection title={SERVED_TITLES[record.status]}>
        <ServedBy record={record} />
      </PanelSection>
      <PanelSection title="Owned then by">
        <RecordOwner params={params} record={record} />
      </PanelSection>
      <PanelSection title="Request">
        <RecordFacts record={record} />
      </PanelSection>
      {props.around}
      <CurlSection params={params} record={record} />
      <PanelSection title="Record as stored">
        <CopyableText
          what="the record"
          text={JSON.stringify(record, undefined, 2)}
        />
      </PanelSection>
    </>
  );
}

/** A failed request has no output, whatever way that is written. */
function hasValues(values: NamedValues | undefined): values is NamedValues {
  return values !== undefined && Object.keys(values).length > 0;
}
