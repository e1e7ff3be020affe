import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { ClassQuality } from '@noshelfware/backstage-plugin-ml-models-common';
import { DenseTable } from '../../../components/DenseTable/DenseTable';
import {
  formatCount,
  formatNumber,
} from '../../../components/formatNumber/formatNumber';
import { pairUp } from '../../../components/pairUp/pairUp';
import { WithCompared } from '../Comparison/WithCompared';

const measure = (value: number | undefined) =>
  value === undefined ? '–' : formatNumber(value);

const COLUMNS: ReadonlyArray<{
  header: string;
  help: string;
  read: (quality: ClassQuality) => string;
}> = [
  {
    header: 'Precision',
    help: 'Of the predictions of this class, the share that was right',
    read: ({ precision }) => measure(precision),
  },
  {
    header: 'Recall',
    help: 'Of the outcomes of this class, the share that was predicted',
    read: ({ recall }) => measure(recall),
  },
  {
    header: 'F1',
    help: 'Harmonic mean of precision and recall',
    read: ({ f1 }) => measure(f1),
  },
  {
    header: 'n',
    help: 'Outcomes of this class',
    read: ({ n }) => formatCount(n),
  },
  {
    header: 'Predicted',
    help: 'Predictions of this class whose outcome is known',
    read: ({ predicted }) => formatCount(predicted),
  },
];

export interface ClassTableProps {
  classes: readonly ClassQuality[];
  /** Of what it is compared with; absent while they load. */
  compared?: readonly ClassQuality[];
  /** What it is, or will be, compared with, e.g. `version 2`; empty: nothing. */
  comparedWith: string;
}

/** Quality by class: a mean hides the rare one that matters. */
export function ClassTable(props: ClassTableProps) {
  const { classes, compared, comparedWith } = props;
  const pairs = pairUp(classes, compared ?? [], ({ label }) => label);
  return (
    <DenseTable label="Quality by class" wide={comparedWith !== ''}>
      <TableHead>
        <TableRow>
          <TableCell>Class</TableCell>
          {COLUMNS.map(({ header, help }) => (
            <TableCell key={header} align="right" title={help}>
              {header}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {pairs.map(({ key, own, other }) => (
          <TableRow key={key} hover>
            <TableCell>
              <WithCompared
                value={key}
                comparedWith={comparedWith}
                compared={{ value: comparedWith }}
              />
            </TableCell>
            {COLUMNS.map(({ header, read }) => (
              <TableCell key={header} align="right">
                <WithCompared
                  value={own ? read(own) : '–'}
                  comparedWith={comparedWith}
                  compared={compared && { value: other ? read(other) : '–' }}
                />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </DenseTable>
  );
}
