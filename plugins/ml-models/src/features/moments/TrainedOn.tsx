import { makeStyles } from '@material-ui/core/styles';
import { VersionOrigin } from '@noshelfware/backstage-plugin-ml-models-common';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Subtle } from '../../components/Subtle/Subtle';

/** `sha256:` and enough to tell two digests apart; all of it is on hover. */
const SHOWN_DIGITS = 'sha256:'.length + 8;

const useStyles = makeStyles({ digest: { whiteSpace: 'nowrap' } });

/** The data that a version was trained on, as its pipeline has reported. */
export function TrainedOn({ data }: { data: VersionOrigin['trainedOn'] }) {
  const classes = useStyles();
  const { digest, references = [] } = data ?? {};
  if (!digest && references.length === 0) {
    return <Subtle component="span">not reported</Subtle>;
  }
  return (
    <>
      {references.map(({ entityRef, source }) => (
        <div key={entityRef ?? source}>
          {entityRef ? (
            <EntityRefLink
              entityRef={entityRef}
              underline="always"
              hideIcon
              disableTooltip
            />
          ) : (
            source
          )}
        </div>
      ))}
      {digest && (
        <code title={digest} className={classes.digest}>
          {digest.slice(0, SHOWN_DIGITS)}
        </code>
      )}
    </>
  );
}
