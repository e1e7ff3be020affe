import { parseEntityRef } from '@backstage/catalog-model';
import { UnregisteredModel } from '@noshelfware/backstage-plugin-ml-models-common';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { DenseTable } from '../../../components/DenseTable/DenseTable';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { isBeingStopped, UnregisteredEnvironment } from './isBeingStopped';
import { LastDeployment } from './LastDeployment';
import { StopUnregistered } from './StopUnregistered';

/** A row for each environment that such a model serves in. */
export function UnregisteredTable(props: {
  models: readonly UnregisteredModel[];
}) {
  return (
    <DenseTable label="Served without an entry in the catalog">
      <TableHead>
        <TableRow>
          <TableCell>Model</TableCell>
          <TableCell>Missing since</TableCell>
          <TableCell>Serves</TableCell>
          <TableCell>Last deployment</TableCell>
          <TableCell aria-label="Stop" />
        </TableRow>
      </TableHead>
      <TableBody>
        {props.models.flatMap(model =>
          model.environments.map(environment => (
            <UnregisteredRow
              key={`${model.modelRef} ${environment.name}`}
              model={model}
              environment={environment}
            />
          )),
        )}
      </TableBody>
    </DenseTable>
  );
}

function UnregisteredRow(props: {
  model: UnregisteredModel;
  environment: UnregisteredEnvironment;
}) {
  const { model, environment } = props;
  const { modelRef, missingSince } = model;
  return (
    <TableRow hover>
      <TableCell component="th" scope="row" role="rowheader" title={modelRef}>
        {parseEntityRef(modelRef).name}
      </TableCell>
      <TableCell>
        {missingSince ? <RelativeTime time={missingSince} /> : 'Just now'}
      </TableCell>
      <TableCell>
        v{environment.version} in {environment.name}, since{' '}
        <RelativeTime time={environment.since} />
      </TableCell>
      <TableCell>
        <LastDeployment deployment={environment.lastDeployment} />
      </TableCell>
      <TableCell align="right">
        {isBeingStopped(environment) ? (
          'Being stopped'
        ) : (
          <StopUnregistered modelRef={modelRef} environment={environment} />
        )}
      </TableCell>
    </TableRow>
  );
}
