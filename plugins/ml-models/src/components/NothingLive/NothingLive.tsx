import { EnvironmentStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { RelativeTime } from '../RelativeTime/RelativeTime';

/**
 * Of an environment where nothing is live: what served there last, and until when; or that
 * its records come from a service which the portal has not deployed.
 */
export function NothingLive(props: { environment: EnvironmentStatus }) {
  const { lastDeployment, lastServed, requestsLastHour } = props.environment;
  if (requestsLastHour > 0 && !lastDeployment) {
    return <>Answers, deployed elsewhere</>;
  }
  if (lastServed?.ceased) {
    return (
      <>
        No requests since <RelativeTime time={lastServed.until} />, when v
        {lastServed.version} answered
      </>
    );
  }
  return lastServed ? (
    <>
      v{lastServed.version} stopped <RelativeTime time={lastServed.until} />
    </>
  ) : (
    <>Nothing is live</>
  );
}
