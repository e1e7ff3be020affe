import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  DELIVERY_WEEKS,
  Portfolio,
} from '@noshelfware/backstage-plugin-ml-models-common';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { DenseTable } from '../../../components/DenseTable/DenseTable';
import { formatCount } from '../../../components/formatNumber/formatNumber';
import { rootRouteRef } from '../../../routes';

type Team = Portfolio['teams'][number];

const COUNTS: { title: string; count: (team: Team) => number }[] = [
  { title: 'Models', count: team => team.models },
  { title: 'In production', count: team => team.inProduction },
  { title: 'On the shelf', count: team => team.onShelf },
  { title: 'Failing now', count: team => team.failing },
  {
    title: `Deployments, ${DELIVERY_WEEKS} weeks`,
    count: team => team.deployments,
  },
];

/** What the model catalog calls models that nobody owns. */
const NOBODY = 'nobody';

/** Teams by name, for this page ranks nobody; last what has no owner. */
export function TeamsTable({ teams }: { teams: readonly Team[] }) {
  const modelsPath = useRouteRef(rootRouteRef)();
  const byTitle = [...teams].sort(
    (a, b) =>
      Number(!a.owner) - Number(!b.owner) || a.title.localeCompare(b.title),
  );
  return (
    <DenseTable label="Teams">
      <TableHead>
        <TableRow>
          <TableCell>Team</TableCell>
          {COUNTS.map(({ title }) => (
            <TableCell key={title} align="right">
              {title}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {byTitle.map(team => (
          <TableRow key={team.owner ?? NOBODY} hover>
            <TableCell component="th" scope="row" role="rowheader">
              <Link
                to={`${modelsPath}?owner=${encodeURIComponent(
                  team.owner ?? NOBODY,
                )}`}
              >
                {team.title}
              </Link>
            </TableCell>
            {COUNTS.map(({ title, count }) => (
              <TableCell key={title} align="right">
                {formatCount(count(team))}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </DenseTable>
  );
}
