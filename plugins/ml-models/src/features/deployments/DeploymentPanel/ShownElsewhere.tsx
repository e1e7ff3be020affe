import { Link } from '@backstage/core-components';
import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';

/** Leads to where else a deployment is shown, and says what keeps it from there. */
export function ShownElsewhere({
  deployment: { mirrors = [] },
}: {
  deployment: Deployment;
}) {
  return (
    <>
      {mirrors.map(({ mirror, url, problem }) => (
        <span key={mirror}>
          {url && (
            <>
              {' · '}
              <Link to={url} underline="always">
                Shown on {new URL(url).host}
              </Link>
            </>
          )}
          {problem && ` · Not shown as it is by ${mirror}: ${problem}`}
        </span>
      ))}
    </>
  );
}
