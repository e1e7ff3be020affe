import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import {
  EnvironmentAt,
  PastDeployment,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { DenseTable } from '../../components/DenseTable/DenseTable';
import { RelativeTime } from '../../components/RelativeTime/RelativeTime';
import { Requester } from '../../components/Requester/Requester';
import { Subtle } from '../../components/Subtle/Subtle';
import { useFits } from '../../components/useFits/useFits';
import { ServedThenRow } from './ServedThenRow';

const COLUMNS = [
  'Environment',
  'Version',
  'Share',
  'Commit',
  'Deployed',
  'Approved',
  'Trained on',
];

const COMPACT_COLUMNS = ['Environment, version', 'Deployed', 'Trained on'];

/** What all columns take beside each other. */
const TABLE_PX = 760;

export interface ServedThenTableProps {
  environments: readonly EnvironmentAt[];
  onOpenDeployment: (id: string) => void;
}

/** What served in each environment then, from what and by whom. */
export function ServedThenTable(props: ServedThenTableProps) {
  const [measure, fits] = useFits(TABLE_PX);
  const columns = fits ? COLUMNS : COMPACT_COLUMNS;
  return (
    <div ref={measure}>
      <DenseTable label="What served then">
        <TableHead>
          <TableRow>
            {columns.map(column => (
              <TableCell key={column}>{column}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {props.environments.map(environment =>
            environment.versions.length === 0 ? (
              <TableRow key={environment.name}>
                <TableCell>{environment.name}</TableCell>
                <TableCell colSpan={columns.length - 1}>
                  <NothingServed change={environment.lastChange} />
                </TableCell>
              </TableRow>
            ) : (
              environment.versions.map(version => (
                <ServedThenRow
                  key={`${environment.name} ${version.version}`}
                  environment={environment}
                  version={version}
                  compact={!fits}
                  onOpenDeployment={props.onOpenDeployment}
                />
              ))
            ),
          )}
        </TableBody>
      </DenseTable>
    </div>
  );
}

function NothingServed({ change }: { change: PastDeployment | undefined }) {
  return (
    <Subtle component="span">
      {change ? (
        <>
          {change.trigger === 'observed'
            ? 'Nothing was seen to serve: no requests since'
            : 'Nothing served: stopped'}
          {change.requestedBy && (
            <>
              {' '}
              by <Requester by={change.requestedBy} />
            </>
          )}
          {change.endedAt && (
            <>
              {' '}
              <RelativeTime time={change.endedAt} />
            </>
          )}
        </>
      ) : (
        'Nothing was deployed there yet'
      )}
    </Subtle>
  );
}
