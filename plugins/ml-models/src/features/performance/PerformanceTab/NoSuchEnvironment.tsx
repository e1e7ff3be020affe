import Button from '@material-ui/core/Button';
import { errorMessage } from '../../../api/errorMessage';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';

export interface NoSuchEnvironmentProps {
  environment: string;
  /** That it is none, and which there are. */
  error: Error;
  onFirst: () => void;
}

/** In place of the report, for an address that names an environment which is none. */
export function NoSuchEnvironment(props: NoSuchEnvironmentProps) {
  return (
    <EmptyNote
      title={`There is no environment ${props.environment}`}
      action={
        <Button variant="outlined" size="small" onClick={props.onFirst}>
          Show the main environment
        </Button>
      }
    >
      {errorMessage(props.error)}.
    </EmptyNote>
  );
}
