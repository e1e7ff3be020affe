import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { InferenceRecord } from '@noshelfware/backstage-plugin-ml-models-common';
import { memo } from 'react';
import { recordKey } from '../records/mergeRecords';
import { RecordCell } from './RecordCell';
import { useRecordTableStyles } from './useRecordTableStyles';

export interface RecordRowProps {
  record: InferenceRecord;
  columns: readonly string[];
  /** Whether it is one of several rows of its request. */
  numbered: boolean;
  selected: boolean;
  search: string;
  onOpen: (key: string) => void;
}

/** Memoised: thousands of rows stay while new ones come in above. */
export const RecordRow = memo((props: RecordRowProps) => {
  const classes = useRecordTableStyles();
  const { record, selected } = props;
  return (
    <TableRow
      hover
      selected={selected}
      aria-selected={selected}
      className={classes.row}
      // The link in the first cell does the same by keyboard.
      onClick={() => props.onOpen(recordKey(record))}
    >
      {props.columns.map(column => (
        <TableCell
          key={column}
          className={classes.cell}
          align={column === 'latency' ? 'right' : 'left'}
        >
          <RecordCell
            record={record}
            column={column}
            numbered={props.numbered}
            search={props.search}
          />
        </TableCell>
      ))}
    </TableRow>
  );
});
