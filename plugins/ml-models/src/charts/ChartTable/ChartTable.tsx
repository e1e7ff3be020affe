import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { formatWhole } from '../../components/formatNumber/formatNumber';
import { ScrollRegion } from '../../components/ScrollRegion/ScrollRegion';
import { ChartTableData, formatCell } from './chartTableData';

const useStyles = makeStyles(theme => ({
  scroller: { border: `1px solid ${theme.palette.divider}` },
  cell: {
    padding: theme.spacing(0.25, 1),
    fontSize: theme.typography.caption.fontSize,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  },
}));

/** So many cells render within a tenth of a second; CSV holds all. */
const CELLS_MAX = 5_000;

export interface ChartTableProps {
  /** Names the table, e.g. the chart's title. */
  title: string;
  table: ChartTableData;
  /** Pixels; longer tables scroll. */
  height: number;
}

/** The data of a chart for those who rather read or cannot see it. */
export function ChartTable(props: ChartTableProps) {
  const classes = useStyles();
  const { columns, rows } = props.table;
  const rowsMax = Math.ceil(CELLS_MAX / Math.max(1, columns.length));
  return (
    <ScrollRegion
      label={`${props.title}, data`}
      height={props.height}
      className={classes.scroller}
    >
      <Table size="small" stickyHeader aria-label={props.title}>
        <TableHead>
          <TableRow>
            {columns.map(column => (
              <TableCell
                key={column.header}
                className={classes.cell}
                align={column.numeric ? 'right' : 'left'}
              >
                {column.header}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.slice(0, rowsMax).map((row, rowIndex) => (
            <TableRow key={rowIndex}>
              {columns.map((column, index) => (
                <TableCell
                  key={column.header}
                  className={classes.cell}
                  align={column.numeric ? 'right' : 'left'}
                >
                  {formatCell(column, row[index])}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {rows.length > rowsMax && (
        <div className={classes.cell}>
          {rowsMax} of {formatWhole(rows.length)} rows. “Download CSV” has them
          all.
        </div>
      )}
    </ScrollRegion>
  );
}
