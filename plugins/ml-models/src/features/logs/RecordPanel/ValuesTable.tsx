import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { NamedValues } from '@noshelfware/backstage-plugin-ml-models-common';
import { formatValue } from '../../../components/formatValue/formatValue';

const useStyles = makeStyles(theme => ({
  cell: { padding: theme.spacing(0, 1), height: 28, border: 0 },
  name: { width: '40%' },
  value: { fontFamily: 'monospace', wordBreak: 'break-word' },
}));

/** Values by name, e.g. outputs. */
export function ValuesTable(props: { title: string; values: NamedValues }) {
  const classes = useStyles();
  return (
    <Table size="small" aria-label={props.title}>
      <TableBody>
        {Object.entries(props.values).map(([name, value]) => (
          <TableRow key={name}>
            <TableCell className={`${classes.cell} ${classes.name}`}>
              {name}
            </TableCell>
            <TableCell className={`${classes.cell} ${classes.value}`}>
              {formatValue(value)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
