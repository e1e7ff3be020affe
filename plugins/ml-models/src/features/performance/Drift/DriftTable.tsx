import Link from '@material-ui/core/Link';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TablePagination from '@material-ui/core/TablePagination';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import { FeatureDrift } from '@noshelfware/backstage-plugin-ml-models-common';
import { ScrollRegion } from '../../../components/ScrollRegion/ScrollRegion';
import { DriftColumn, sortDrift } from './driftColumns';
import { DriftWord } from './DriftWord';

const useStyles = makeStyles(theme => ({
  root: {
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.background.paper,
  },
  head: {
    padding: theme.spacing(0.5, 1),
    verticalAlign: 'bottom',
    lineHeight: 1.3,
    // Lines break between words only.
    wordBreak: 'normal',
    overflowWrap: 'normal',
    color: theme.palette.text.secondary,
    // Beside the name, not in its room: eleven columns are to fit at 1440 px.
    '& .MuiTableSortLabel-icon': {
      position: 'absolute',
      right: '100%',
      margin: 0,
      fontSize: theme.typography.body1.fontSize,
    },
  },
  row: {
    height: 40,
    '&.Mui-selected, &.Mui-selected:hover': {
      // No stronger ground: links on it would be hard to read in the dark.
      backgroundColor: theme.palette.action.hover,
      boxShadow: `inset 3px 0 ${theme.palette.primary.main}`,
    },
  },
  cell: {
    padding: theme.spacing(0, 1),
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
  },
  feature: {
    maxWidth: 240,
    [theme.breakpoints.down('sm')]: { maxWidth: 160 },
    display: 'flex',
    alignItems: 'baseline',
  },
  name: { overflow: 'hidden', textOverflow: 'ellipsis' },
  role: {
    marginLeft: theme.spacing(1),
    color: theme.palette.text.secondary,
    fontSize: theme.typography.caption.fontSize,
  },
}));

const PAGE_SIZE = 15;

const EXEMPT_HELP =
  'The model has its verdict pass this feature over: spec.monitoring.thresholds.driftedFeatures.except';

export interface DriftTableView {
  /** Header of the column that is sorted by; empty: worst first. */
  sort: string;
  /** From 1; absent: the first. */
  page: number | undefined;
}

export interface DriftTableProps {
  /** Worst first. */
  drift: readonly FeatureDrift[];
  columns: readonly DriftColumn[];
  /** Tells features of one name apart. */
  idOf: (drift: FeatureDrift) => string;
  view: DriftTableView;
  onView: (view: DriftTableView) => void;
  /** An id. */
  selected: string;
  onPick: (id: string) => void;
}

/** Every measure of every feature, with the sample sizes behind it. */
export function DriftTable(props: DriftTableProps) {
  const classes = useStyles();
  const { columns, view, onView } = props;
  // Columns are made anew with what is compared; their headers stay.
  const sort = columns.find(({ header }) => header === view.sort);
  const sorted = sort ? sortDrift(props.drift, sort) : props.drift;
  const lastPage = Math.max(0, Math.ceil(sorted.length / PAGE_SIZE) - 1);
  const shownPage = Math.min(Math.max(0, (view.page ?? 1) - 1), lastPage);
  const shown = sorted.slice(
    shownPage * PAGE_SIZE,
    (shownPage + 1) * PAGE_SIZE,
  );
  return (
    <div className={classes.root}>
      <ScrollRegion label="Drift by feature, all measures">
        <Table size="small" aria-label="Drift by feature">
          <TableHead>
            <TableRow>
              <TableCell className={classes.head}>Feature</TableCell>
              <TableCell className={classes.head}>Decision</TableCell>
              {columns.map(column => (
                <TableCell
                  key={column.header}
                  className={classes.head}
                  align="right"
                  sortDirection={sort === column ? column.worstFirst : false}
                >
                  <TableSortLabel
                    active={sort === column}
                    direction={column.worstFirst}
                    title={column.help}
                    onClick={() =>
                      onView({
                        sort: sort === column ? '' : column.header,
                        page: undefined,
                      })
                    }
                  >
                    {column.header}
                  </TableSortLabel>
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {shown.map(drift => (
              <TableRow
                key={props.idOf(drift)}
                hover
                className={classes.row}
                selected={props.idOf(drift) === props.selected}
              >
                <TableCell className={classes.cell}>
                  <div className={classes.feature}>
                    <Link
                      component="button"
                      variant="body2"
                      className={classes.name}
                      onClick={() => props.onPick(props.idOf(drift))}
                    >
                      {drift.feature}
                    </Link>
                    {drift.role === 'output' && (
                      <span className={classes.role}>output</span>
                    )}
                    {drift.exempt && (
                      <span className={classes.role} title={EXEMPT_HELP}>
                        not counted
                      </span>
                    )}
                  </div>
                </TableCell>
                <TableCell className={classes.cell}>
                  <DriftWord drift={drift} />
                </TableCell>
                {columns.map(column => (
                  <TableCell
                    key={column.header}
                    className={classes.cell}
                    align="right"
                    title={column.note?.(drift)}
                  >
                    {column.format(column.pick(drift))}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </ScrollRegion>
      {sorted.length > PAGE_SIZE && (
        <TablePagination
          component="div"
          count={sorted.length}
          page={shownPage}
          rowsPerPage={PAGE_SIZE}
          rowsPerPageOptions={[PAGE_SIZE]}
          onPageChange={(_, next) =>
            onView({ sort: view.sort, page: next === 0 ? undefined : next + 1 })
          }
        />
      )}
    </div>
  );
}
