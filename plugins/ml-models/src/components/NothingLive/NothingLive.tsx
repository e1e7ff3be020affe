import { EnvironmentStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { RelativeTime } from '../RelativeTime/RelativeTime';

/** Of an environment where nothing is live: what was stopped there, and when. */
export function NothingLive(props: { environment: EnvironmentStatus }) {
  const { lastServed } = props.environment;
  return lastServed ? (
    <>
      v{lastServed.version} stopped <RelativeTime time={lastServed.until} />
    </>
  ) : (
    <>Nothing is live</>
  );
}
