import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { useForkRef } from '@material-ui/core/utils';
import { InferenceRecord } from '@noshelfware/backstage-plugin-ml-models-common';
import { ReactNode, RefObject, UIEvent } from 'react';
import { useSearchParams } from 'react-router-dom';
import { MoreToTheRight } from '../../../components/ScrollRegion/MoreToTheRight';
import { useHiddenRight } from '../../../components/ScrollRegion/useHiddenRight';
import { useLatestCallback } from '../../../components/useStable/useLatestCallback';
import { useWhileEqual } from '../../../components/useStable/useWhileEqual';
import { recordKey } from '../records/mergeRecords';
import { columnTitle } from '../records/recordColumns';
import { RecordRow } from './RecordRow';
import { useRecordTableStyles } from './useRecordTableStyles';

/** Older records are fetched before the reader gets to the end. */
const NEAR_END_PX = 400;

export interface RecordTableProps {
  records: readonly InferenceRecord[];
  columns: readonly string[];
  /** Key of the record whose panel is open. */
  selected: string;
  scroller: RefObject<HTMLDivElement>;
  /** Called with how far the list is scrolled down, in pixels. */
  onScroll: (topPx: number) => void;
  onNearEnd: () => void;
  onOpen: (key: string) => void;
  /** Below the last row. */
  foot: ReactNode;
}

export function RecordTable(props: RecordTableProps) {
  const classes = useRecordTableStyles();
  const [searchParams] = useSearchParams();
  const searchOf = (key: string) => {
    const search = new URLSearchParams(searchParams);
    search.set('record', key);
    return `?${search}`;
  };
  const onScroll = (event: UIEvent<HTMLDivElement>) => {
    const { scrollTop, clientHeight, scrollHeight } = event.currentTarget;
    props.onScroll(scrollTop);
    if (scrollHeight - scrollTop - clientHeight < NEAR_END_PX) {
      props.onNearEnd();
    }
  };
  // Rows are memoised: by what changes with each drawing, all would be drawn anew.
  const columns = useWhileEqual(props.columns);
  const onOpen = useLatestCallback(props.onOpen);
  const [measure, hiddenRight] = useHiddenRight();
  const scroller = useForkRef<HTMLDivElement>(props.scroller, measure);
  return (
    <div className={classes.root}>
      <div
        ref={scroller}
        className={classes.scroller}
        onScroll={onScroll}
        role="region"
        aria-label="Inference records"
        // A region that scrolls has to be reachable to be scrolled by keys.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <Table size="small" stickyHeader aria-label="Inference records">
          <TableHead>
            <TableRow>
              {columns.map(column => (
                <TableCell
                  key={column}
                  className={classes.head}
                  align={column === 'latency' ? 'right' : 'left'}
                >
                  {columnTitle(column)}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {props.records.map((record, index) => {
              const key = recordKey(record);
              // Rows of one request stand beside each other.
              const beside = [
                props.records[index - 1],
                props.records[index + 1],
              ];
              return (
                <RecordRow
                  key={key}
                  record={record}
                  columns={columns}
                  numbered={
                    record.row > 0 || beside.some(it => it?.id === record.id)
                  }
                  selected={key === props.selected}
                  search={searchOf(key)}
                  onOpen={onOpen}
                />
              );
            })}
          </TableBody>
        </Table>
        <div className={classes.foot}>{props.foot}</div>
      </div>
      {hiddenRight && <MoreToTheRight />}
    </div>
  );
}
