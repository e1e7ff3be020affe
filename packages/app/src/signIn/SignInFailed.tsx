import { Content, WarningPanel } from '@backstage/core-components';
import Button from '@material-ui/core/Button';

interface SignInFailedProps {
  error?: Error;
  onBack: () => void;
}

export const SignInFailed = ({ error, onBack }: SignInFailedProps) => (
  <Content>
    <WarningPanel
      severity="error"
      title="Signing in did not work"
      message={reasonOf(error)}
      defaultExpanded
    >
      <Button color="primary" variant="outlined" onClick={onBack}>
        Choose somebody else
      </Button>
    </WarningPanel>
  </Content>
);

/** An answer of the backend holds its own words in the cause. */
function reasonOf(error?: Error): string {
  const { cause } = error ?? {};
  return (
    (cause instanceof Error ? cause.message : error?.message) ??
    'The portal did not answer.'
  );
}
