import { Token } from '@noshelfware/backstage-plugin-ml-models-common';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { DenseTable } from '../../../components/DenseTable/DenseTable';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { Requester } from '../../../components/Requester/Requester';
import { StatusWord } from '../../../components/StatusWord/StatusWord';
import { TableSkeleton } from '../../../components/TableSkeleton/TableSkeleton';
import { PURPOSES } from '../tokenPurposes';
import { useTokens } from '../useTokens';
import { RevokeButton } from './RevokeButton';

/** Who else may act for the model, and since when. */
export function TokenList({ model }: { model: EntityModel }) {
  return (
    <QueryBoundary
      query={useTokens(model)}
      what="the tokens"
      skeleton={<TableSkeleton rows={3} columns={5} />}
    >
      {({ items }) =>
        items.length ? (
          <TokenTable model={model} tokens={items} />
        ) : (
          <EmptyNote title="No tokens">
            What the portal runs gets its own by itself. Make one for a service,
            a Collector or a pipeline that runs elsewhere.
          </EmptyNote>
        )
      }
    </QueryBoundary>
  );
}

interface TokenTableProps {
  model: EntityModel;
  tokens: readonly Token[];
}

function TokenTable({ model, tokens }: TokenTableProps) {
  return (
    <DenseTable label="Tokens">
      <TableHead>
        <TableRow>
          <TableCell>Token</TableCell>
          <TableCell>Good for</TableCell>
          <TableCell>Made</TableCell>
          <TableCell>Last used</TableCell>
          <TableCell>Action</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {tokens.map(token => (
          <TokenRow key={token.id} model={model} token={token} />
        ))}
      </TableBody>
    </DenseTable>
  );
}

function TokenRow({ model, token }: { model: EntityModel; token: Token }) {
  return (
    <TableRow>
      <TableCell component="th" scope="row" role="rowheader">
        {token.description}
      </TableCell>
      <TableCell>
        {PURPOSES[token.purpose].title}
        {token.scopeRef !== model.modelRef && `, for all of ${token.scopeRef}`}
      </TableCell>
      <TableCell>
        <RelativeTime time={token.createdAt} />
        {token.createdBy && (
          <>
            {', by '}
            <Requester by={token.createdBy} />
          </>
        )}
        {token.managed && ', by the runtime'}
      </TableCell>
      <TableCell>
        {token.lastUsedAt ? <RelativeTime time={token.lastUsedAt} /> : 'Never'}
      </TableCell>
      <TableCell>
        {token.revokedAt ? (
          <StatusWord status="stopped" word="Revoked" />
        ) : (
          <RevokeButton model={model} token={token} />
        )}
      </TableCell>
    </TableRow>
  );
}
