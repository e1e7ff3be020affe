import {
  operations,
  RebuildList,
} from '@noshelfware/backstage-plugin-ml-models-common';
import Typography from '@material-ui/core/Typography';
import { ConfirmedButton } from '../../../components/ConfirmDialog/ConfirmedButton';

export interface StartRebuildProps {
  environment: RebuildList['environments'][number];
  onStarted: (rebuildId: string) => void;
}

/** Makes everything anew that serves in an environment, after asking. */
export function StartRebuild({ environment, onStarted }: StartRebuildProps) {
  const { name, models } = environment;
  const what = models === 1 ? 'the one model' : `all ${models} models`;
  return (
    <ConfirmedButton
      button={{
        // Who may not does not see it.
        refusal: undefined,
        size: 'small',
        'aria-label': `Rebuild ${name}`,
        children: 'Rebuild',
      }}
      title={`Rebuild ${name}?`}
      act="Rebuild"
      keep="Leave it as it is"
      operation={operations.startRebuild}
      input={{ body: { environment: name } }}
      invalidates={[operations.listRebuilds]}
      onDone={({ id }) => onStarted(id)}
    >
      <Typography paragraph>
        A fresh instance of each version that serves there, of {what}, starts
        from its registered artifact, a few models at a time, and takes over
        once it is ready and has answered a test: no request fails, and nothing
        is built.
      </Typography>
      <Typography>
        Where one does not start, what runs now goes on serving. It can be
        cancelled at any time.
      </Typography>
    </ConfirmedButton>
  );
}
