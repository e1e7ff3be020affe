import {
  CreateToken,
  TokenPurpose,
  tokenPurposeSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import MenuItem from '@material-ui/core/MenuItem';
import { useState } from 'react';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { Field } from '../../../components/Field/Field';
import { ErrorNote } from '../../../components/QueryBoundary/ErrorNote';
import { PURPOSES } from '../tokenPurposes';
import { useTokenScopes } from './useTokenScopes';

/** What the HTTP API takes at most. */
const DESCRIPTION_LENGTH_MAX = 200;

export interface CreateTokenFormProps {
  model: EntityModel;
  initialPurpose: TokenPurpose;
  pending: boolean;
  error: Error | null;
  onClose: () => void;
  onCreate: (token: CreateToken) => void;
  /** What was refused is no longer what is asked for. */
  onChange: () => void;
}

export function CreateTokenForm(props: CreateTokenFormProps) {
  const [purpose, setPurpose] = useState(props.initialPurpose);
  const [description, setDescription] = useState('');
  const scopes = useTokenScopes(props.model);
  const [scopeRef, setScopeRef] = useState(props.model.modelRef);
  const { models } =
    scopes.find(scope => scope.scopeRef === scopeRef) ?? scopes[0];
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        props.onCreate({ purpose, scopeRef, description: description.trim() });
      }}
    >
      <DialogContent>
        <Field
          select
          label="Good for"
          helperText={PURPOSES[purpose].use(models)}
          value={purpose}
          onChange={event => {
            setPurpose(tokenPurposeSchema.parse(event.target.value));
            props.onChange();
          }}
        >
          {tokenPurposeSchema.options.map(option => (
            <MenuItem key={option} value={option}>
              {PURPOSES[option].title}
            </MenuItem>
          ))}
        </Field>
        <Field
          select
          label="For"
          helperText={
            scopeRef !== props.model.modelRef &&
            'Those that are added later as well. It shows among the tokens of each.'
          }
          value={scopeRef}
          onChange={event => {
            setScopeRef(event.target.value);
            props.onChange();
          }}
        >
          {scopes.map(scope => (
            <MenuItem key={scope.scopeRef} value={scope.scopeRef}>
              {scope.models[0].toLocaleUpperCase('en-US')}
              {scope.models.slice(1)}
            </MenuItem>
          ))}
        </Field>
        <Field
          required
          label="Who or what will use it"
          placeholder="Collector in Frankfurt"
          inputProps={{ maxLength: DESCRIPTION_LENGTH_MAX }}
          value={description}
          onChange={event => setDescription(event.target.value)}
        />
        {props.error && (
          <ErrorNote title="No token was made" error={props.error} />
        )}
      </DialogContent>
      <DialogActions>
        <Button disabled={props.pending} onClick={props.onClose}>
          Cancel
        </Button>
        <Button
          type="submit"
          color="primary"
          variant="contained"
          disabled={props.pending || !description.trim()}
        >
          Make token
        </Button>
      </DialogActions>
    </form>
  );
}
