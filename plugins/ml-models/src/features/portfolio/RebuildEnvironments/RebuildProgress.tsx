import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import {
  operations,
  Rebuild,
  RebuildModel,
} from '@noshelfware/backstage-plugin-ml-models-common';
import Button from '@material-ui/core/Button';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { useState } from 'react';
import { POLL_BUSY_MS, useOperation } from '../../../api/useOperation';
import { DenseTable } from '../../../components/DenseTable/DenseTable';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { Requester } from '../../../components/Requester/Requester';
import { StatusWord } from '../../../components/StatusWord/StatusWord';
import { Subtle } from '../../../components/Subtle/Subtle';
import { TableSkeleton } from '../../../components/TableSkeleton/TableSkeleton';
import { useModelPath } from '../../../components/useModelPath/useModelPath';
import { STATE_LOOKS } from './rebuildWords';

/** Rows that are drawn before somebody asks for all: those of interest come first. */
const SHOWN_MAX = 50;

/** How far a rebuild is, model by model, what failed first. */
export function RebuildProgress({ id }: { id: string }) {
  const query = useOperation(
    operations.getRebuild,
    { params: { id } },
    {
      refetchInterval: rebuild =>
        rebuild && !rebuild.endedAt ? POLL_BUSY_MS : false,
    },
  );
  return (
    <QueryBoundary
      query={query}
      what="the models of this rebuild"
      skeleton={<TableSkeleton rows={5} columns={3} />}
    >
      {rebuild => <ProgressTable rebuild={rebuild} />}
    </QueryBoundary>
  );
}

function ProgressTable({ rebuild }: { rebuild: Rebuild }) {
  const [isWhole, setWhole] = useState(false);
  const { cancelledBy, environment, items, requestedBy } = rebuild;
  const shown = isWhole ? items : items.slice(0, SHOWN_MAX);
  return (
    <>
      <Subtle paragraph>
        Asked for by <Requester by={requestedBy} />
        {cancelledBy && (
          <>
            , cancelled by <Requester by={cancelledBy} />
          </>
        )}
      </Subtle>
      <DenseTable label={`Rebuild of ${environment}`}>
        <TableHead>
          <TableRow>
            <TableCell>Model</TableCell>
            <TableCell>State</TableCell>
            <TableCell>What happened</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {shown.map(model => (
            <ModelRow key={model.modelRef} model={model} />
          ))}
        </TableBody>
      </DenseTable>
      {shown.length < items.length && (
        <Button size="small" onClick={() => setWhole(true)}>
          Show all {items.length} models
        </Button>
      )}
    </>
  );
}

function ModelRow({ model }: { model: RebuildModel }) {
  const { deploymentId, message, modelRef, state } = model;
  const path = useModelPath()(modelRef, 'versions');
  const query = deploymentId ? `?deployment=${deploymentId}` : '';
  return (
    <TableRow hover>
      <TableCell component="th" scope="row" role="rowheader" title={modelRef}>
        <Link to={`${path}${query}`}>{parseEntityRef(modelRef).name}</Link>
      </TableCell>
      <TableCell>
        <StatusWord {...STATE_LOOKS[state]} />
      </TableCell>
      <TableCell>{message}</TableCell>
    </TableRow>
  );
}
