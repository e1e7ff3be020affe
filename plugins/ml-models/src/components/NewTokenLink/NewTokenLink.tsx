import { Link } from '@backstage/core-components';
import Tooltip from '@material-ui/core/Tooltip';
import {
  TokenPurpose,
  tokensManagePermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useEntityModel } from '../EntityModel/entityModel';
import { useRefusal } from '../Refusal/useRefusal';
import { useNewTokenPath } from '../useModelPath/useNewTokenPath';

export interface NewTokenLinkProps {
  purpose: TokenPurpose;
  children: string;
}

/** Leads to where a token is made; tells who may not make one whom to ask. */
export function NewTokenLink({ purpose, children }: NewTokenLinkProps) {
  const model = useEntityModel();
  const newTokenPath = useNewTokenPath();
  const refusal = useRefusal(tokensManagePermission, model);
  return refusal ? (
    <Tooltip title={refusal}>
      {/* What it says is for the keyboard, too. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <span tabIndex={0}>{children}</span>
    </Tooltip>
  ) : (
    <Link underline="always" to={newTokenPath(model.modelRef, purpose)}>
      {children}
    </Link>
  );
}
