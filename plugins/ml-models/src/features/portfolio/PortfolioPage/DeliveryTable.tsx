import { Delivery } from '@noshelfware/backstage-plugin-ml-models-common';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { DenseTable } from '../../../components/DenseTable/DenseTable';
import { DELIVERY_MEASURES } from './deliveryMeasures';

/** The numbers behind the small charts, oldest week first. */
export function DeliveryTable({ delivery }: { delivery: Delivery }) {
  const weeks = Math.max(
    ...DELIVERY_MEASURES.map(({ id }) => delivery[id].trend.length),
  );
  const columns = Array.from({ length: weeks }, (_, index) => weeks - index);
  return (
    <DenseTable label="Delivery per week" wide>
      <TableHead>
        <TableRow>
          <TableCell>Measure</TableCell>
          {columns.map(weeksAgo => (
            <TableCell key={weeksAgo}>
              {weeksAgo === 1 ? 'This week' : `${weeksAgo - 1} wk ago`}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {DELIVERY_MEASURES.map(({ id, title, format }) => (
          <TableRow key={id}>
            <TableCell component="th" scope="row" role="rowheader">
              {title}
            </TableCell>
            {columns.map(weeksAgo => {
              const week = delivery[id].trend.at(-weeksAgo) ?? null;
              return (
                <TableCell key={weeksAgo}>
                  {week === null ? 'no data' : format(week)}
                </TableCell>
              );
            })}
          </TableRow>
        ))}
      </TableBody>
    </DenseTable>
  );
}
