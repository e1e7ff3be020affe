import { makeStyles } from '@material-ui/core/styles';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import {
  PerformanceSlices,
  ProfileTotals,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { DenseTable } from '../../../components/DenseTable/DenseTable';
import { pairUp } from '../../../components/pairUp/pairUp';
import { FewLabelsNote } from '../Comparison/FewLabelsNote';
import { WithCompared } from '../Comparison/WithCompared';
import { SliceCells } from './SliceCells';
import { hasUncertain, sliceColumnsOf } from './sliceColumns';

type Slice = PerformanceSlices['dimensions'][number]['slices'][number];

const useStyles = makeStyles({ all: { '& td': { fontWeight: 600 } } });

/** What values that are no single value are called. */
const KINDS = { other: 'all others', missing: 'missing' } as const;

/** The slices of one input, and all of them together. */
export interface SlicedTotals {
  slices: readonly Slice[];
  /** Of the whole range, to measure each slice against. */
  totals: ProfileTotals;
}

export interface SliceTableProps extends SlicedTotals {
  /** The input, e.g. `inputs.carrier`. */
  feature: string;
  /** Of what it is compared with; absent while it loads. */
  compared?: SlicedTotals;
  /** What it is, or will be, compared with, e.g. `version 2`; empty: nothing. */
  comparedWith: string;
}

/** How the model does by the values of one input, beneath how it does at all. */
export function SliceTable(props: SliceTableProps) {
  const classes = useStyles();
  const { feature, slices, compared, comparedWith } = props;
  const there = compared?.slices ?? [];
  const parts = [...slices, ...there].map(({ totals }) => totals);
  const columns = sliceColumnsOf(parts);
  const whole = [props.totals, ...(compared ? [compared.totals] : [])];
  const cells = { columns, comparedWith, isKnown: compared !== undefined };
  return (
    <>
      <DenseTable label={`By ${feature}`} wide>
        <TableHead>
          <TableRow>
            <TableCell>{feature}</TableCell>
            {columns.map(({ header, help }) => (
              <TableCell key={header} align="right" title={help}>
                {header}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          <TableRow className={classes.all}>
            <NameCell name="all requests" comparedWith={comparedWith} />
            <SliceCells
              {...cells}
              own={props.totals}
              other={compared?.totals}
            />
          </TableRow>
          {pairUp(slices, there, keyOf).map(({ key, own, other, either }) => (
            <TableRow key={key} hover>
              <NameCell name={nameOf(either)} comparedWith={comparedWith} />
              <SliceCells {...cells} own={own?.totals} other={other?.totals} />
            </TableRow>
          ))}
        </TableBody>
      </DenseTable>
      {hasUncertain(columns, [...whole, ...parts]) && <FewLabelsNote />}
    </>
  );
}

function NameCell(props: { name: string; comparedWith: string }) {
  return (
    <TableCell>
      <WithCompared
        value={props.name}
        comparedWith={props.comparedWith}
        compared={{ value: props.comparedWith }}
      />
    </TableCell>
  );
}

function keyOf({ kind, value }: Slice): string {
  return `${kind} ${value}`;
}

function nameOf({ kind, value }: Slice): string {
  return kind === 'value' ? value : KINDS[kind];
}
