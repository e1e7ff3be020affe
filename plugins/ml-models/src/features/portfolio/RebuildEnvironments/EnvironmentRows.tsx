import {
  RebuildList,
  RebuildSummary,
} from '@noshelfware/backstage-plugin-ml-models-common';
import Button from '@material-ui/core/Button';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { DenseTable } from '../../../components/DenseTable/DenseTable';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { StatusWord } from '../../../components/StatusWord/StatusWord';
import { CancelRebuild } from './CancelRebuild';
import { countWords, rebuildLook } from './rebuildWords';
import { StartRebuild } from './StartRebuild';

export interface EnvironmentRowsProps {
  list: RebuildList;
  /** Id of the rebuild whose models are shown. */
  shown: string | undefined;
  onShow: (rebuildId: string | undefined) => void;
}

/** Where models serve, and the newest rebuild of each. */
export function EnvironmentRows({ list, shown, onShow }: EnvironmentRowsProps) {
  return (
    <DenseTable label="Environments">
      <TableHead>
        <TableRow>
          <TableCell>Environment</TableCell>
          <TableCell align="right">Models</TableCell>
          <TableCell>Last rebuild</TableCell>
          <TableCell aria-label="Actions" />
        </TableRow>
      </TableHead>
      <TableBody>
        {list.environments.map(environment => {
          const last = list.items.find(
            rebuild => rebuild.environment === environment.name,
          );
          return (
            <TableRow key={environment.name} hover>
              <TableCell component="th" scope="row" role="rowheader">
                {environment.name}
              </TableCell>
              <TableCell align="right">{environment.models}</TableCell>
              <TableCell>
                {last ? <LastRebuild rebuild={last} /> : 'Never'}
              </TableCell>
              <TableCell align="right">
                {last && (
                  <Button
                    size="small"
                    aria-label={`${
                      last.id === shown ? 'Hide' : 'Show'
                    } models of ${environment.name}`}
                    onClick={() =>
                      onShow(last.id === shown ? undefined : last.id)
                    }
                  >
                    {last.id === shown ? 'Hide models' : 'Show models'}
                  </Button>
                )}
                {last && !last.endedAt ? (
                  !last.cancelledBy && <CancelRebuild rebuild={last} />
                ) : (
                  <StartRebuild environment={environment} onStarted={onShow} />
                )}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </DenseTable>
  );
}

function LastRebuild({ rebuild }: { rebuild: RebuildSummary }) {
  return (
    <>
      <StatusWord {...rebuildLook(rebuild)} /> {countWords(rebuild)},{' '}
      <RelativeTime time={rebuild.endedAt ?? rebuild.createdAt} />
    </>
  );
}
