import Skeleton from '@material-ui/lab/Skeleton';
import { TableSkeleton } from '../../../components/TableSkeleton/TableSkeleton';
import { RailLayout } from './RailLayout';

/** As tall as the search line and the line that counts the models. */
const SEARCH_HEIGHT = 60;

export function ModelsSkeleton() {
  return (
    <RailLayout
      search={<Skeleton variant="rect" width="100%" height={SEARCH_HEIGHT} />}
      rail={<TableSkeleton rows={12} columns={1} />}
    >
      <TableSkeleton rows={12} columns={7} />
    </RailLayout>
  );
}
