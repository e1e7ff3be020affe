import { EnvironmentStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { RelativeTime } from '../RelativeTime/RelativeTime';
import { Subtle } from '../Subtle/Subtle';

/** When what is live is retrained by itself, and what the last one waits for. */
export function RetrainLine(props: {
  retrain: NonNullable<EnvironmentStatus['retrain']>;
}) {
  const { nextAt, note, onVerdict, schedule } = props.retrain;
  return (
    <Subtle>
      Retrained by itself
      {schedule && (
        <>
          {' on its schedule, '}
          <code>{schedule}</code>
          {nextAt && (
            <>
              {' (due '}
              <RelativeTime time={nextAt} />)
            </>
          )}
        </>
      )}
      {schedule && onVerdict && ', and'}
      {onVerdict &&
        ` when its verdict turns ${
          onVerdict === 'degraded' ? 'degraded or failing' : 'failing'
        }`}
      .{note && ` ${note}.`}
    </Subtle>
  );
}
