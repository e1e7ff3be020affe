import { Token } from '@noshelfware/backstage-plugin-ml-models-common';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { useState } from 'react';
import { DenseTable } from '../../../components/DenseTable/DenseTable';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { formatCountOf } from '../../../components/formatNumber/formatNumber';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { Requester } from '../../../components/Requester/Requester';
import { StatusWord } from '../../../components/StatusWord/StatusWord';
import { TableSkeleton } from '../../../components/TableSkeleton/TableSkeleton';
import { PURPOSES } from '../tokenPurposes';
import { useTokens } from '../useTokens';
import { LastUsed } from './LastUsed';
import { RevokeButton } from './RevokeButton';

/** How long ago, on one line: narrow, three words take more than they say. */
const useStyles = makeStyles({ ago: { whiteSpace: 'nowrap' } });

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
          <Tokens model={model} tokens={items} />
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

interface TokensProps {
  model: EntityModel;
  tokens: readonly Token[];
}

/**
 * Those that people made first; revoked ones stay for the record, out of the way of
 * those that are good.
 */
function Tokens({ model, tokens }: TokensProps) {
  const ordered = [
    ...tokens.filter(({ managed }) => !managed),
    ...tokens.filter(({ managed }) => managed),
  ];
  const good = ordered.filter(token => !token.revokedAt);
  const [all, setAll] = useState(good.length === 0);
  const revoked = tokens.length - good.length;
  return (
    <>
      <TokenTable model={model} tokens={all ? ordered : good} />
      {!all && revoked > 0 && (
        <Button size="small" onClick={() => setAll(true)}>
          Show {formatCountOf(revoked, 'revoked token')}
        </Button>
      )}
    </>
  );
}

function TokenTable({ model, tokens }: TokensProps) {
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
  const classes = useStyles();
  return (
    <TableRow>
      <TableCell component="th" scope="row" role="rowheader">
        {token.description}
      </TableCell>
      <TableCell>
        {PURPOSES[token.purpose].title}
        {token.scopeRef !== model.modelRef && (
          <>
            {', for all of '}
            <Requester by={token.scopeRef} />
          </>
        )}
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
      <TableCell className={classes.ago}>
        <LastUsed token={token} />
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
