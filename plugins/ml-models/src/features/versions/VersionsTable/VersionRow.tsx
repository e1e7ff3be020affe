import {
  EnvironmentStatus,
  EvaluationMetric,
  Version,
} from '@noshelfware/backstage-plugin-ml-models-common';
import Checkbox from '@material-ui/core/Checkbox';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { Subtle } from '../../../components/Subtle/Subtle';
import clsx from 'clsx';
import { DeployButton } from '../../../components/DeployDialog/DeployButton';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { keyOf } from '../compareMetrics';
import { CommitCell } from './CommitCell';
import { MetricCell } from './MetricCell';
import { MetricName } from './MetricName';
import { retirableIn } from './retirableIn';
import { RetireButton } from './RetireButton';
import { StateCell } from './StateCell';
import { useVersionStyles } from './useVersionStyles';

export interface VersionRowProps {
  model: EntityModel;
  version: Version;
  metrics: readonly EvaluationMetric[];
  /** The version whose metrics the others are compared with. */
  live: Version | undefined;
  /** What each of them runs, as far as is known. */
  environments: readonly EnvironmentStatus[];
  selected: boolean;
  /** In few columns: state and commit below the number, the metrics below each other. */
  compact: boolean;
  onSelect: (selected: boolean) => void;
}

export function VersionRow(props: VersionRowProps) {
  const { model, version, environments, live, metrics, compact } = props;
  const classes = useVersionStyles();
  return (
    <TableRow
      hover
      className={clsx(classes.row, props.selected && classes.selected)}
    >
      <TableCell padding="checkbox">
        <Checkbox
          size="small"
          color="primary"
          className={classes.tick}
          checked={props.selected}
          onChange={event => props.onSelect(event.target.checked)}
          inputProps={{ 'aria-label': `Compare version ${version.version}` }}
        />
      </TableCell>
      <TableCell
        component="th"
        scope="row"
        role="rowheader"
        className={compact ? classes.about : classes.version}
      >
        v{version.version}
        <Subtle variant="caption" display="block">
          {version.label}
        </Subtle>
        {compact && (
          <>
            <StateCell {...{ version, environments }} />
            <CommitCell version={version} />
          </>
        )}
      </TableCell>
      {compact ? (
        <TableCell className={classes.metrics}>
          {metrics.map(metric => (
            <div key={keyOf(metric)}>
              <MetricName name={metric.name} />{' '}
              <MetricCell {...{ version, metric, live }} />
            </div>
          ))}
        </TableCell>
      ) : (
        <>
          <TableCell>
            <StateCell {...{ version, environments }} />
          </TableCell>
          <TableCell className={classes.commit}>
            <CommitCell version={version} />
          </TableCell>
          {metrics.map(metric => (
            <TableCell key={keyOf(metric)}>
              <MetricCell {...{ version, metric, live }} />
            </TableCell>
          ))}
        </>
      )}
      <TableCell className={classes.action}>
        {version.origin === 'registered' && (
          <DeployButton
            model={model}
            source={{ kind: 'version', version: version.version }}
            description={`Deploy version ${version.version}`}
            size="small"
            variant="outlined"
          />
        )}
        {retirableIn(version, environments).map(environment => (
          <div key={environment.name}>
            <RetireButton
              {...{ model, environment }}
              version={version.version}
            />
          </div>
        ))}
      </TableCell>
    </TableRow>
  );
}
