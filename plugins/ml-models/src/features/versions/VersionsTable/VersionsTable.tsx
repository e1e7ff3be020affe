import {
  EnvironmentStatus,
  EvaluationMetric,
  Version,
} from '@noshelfware/backstage-plugin-ml-models-common';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { DenseTable } from '../../../components/DenseTable/DenseTable';
import Typography from '@material-ui/core/Typography';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';
import { Subtle } from '../../../components/Subtle/Subtle';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { useFits } from '../../../components/useFits/useFits';
import { columnMetrics, haveSameData, keyOf } from '../compareMetrics';
import { ComparedWith } from './ComparedWith';
import { LiveVersion } from './liveVersion';
import { MetricName } from './MetricName';
import { VersionRow } from './VersionRow';
import { useVersionStyles } from './useVersionStyles';

export interface VersionsTableProps {
  model: EntityModel;
  /** Newest first. */
  versions: readonly Version[];
  liveVersion: LiveVersion | undefined;
  /** What each of them runs, as far as is known. */
  environments: readonly EnvironmentStatus[];
  /** Numbers of the versions to be compared, two at most. */
  selected: readonly number[];
  onSelect: (selected: readonly number[]) => void;
}

/** What a metric's column takes with its difference, and all others together. */
const METRIC_PX = 104;
const OTHERS_PX = 520;

/** What was built, from what, how good it is, and where it serves. */
export function VersionsTable(props: VersionsTableProps) {
  const { versions, environments, selected, onSelect } = props;
  const classes = useVersionStyles();
  const metrics = columnMetrics(versions);
  const [measure, fits] = useFits(OTHERS_PX + metrics.length * METRIC_PX);
  if (versions.length === 0) {
    return (
      <EmptyNote title="No versions yet">
        The first one is registered when a pipeline run has tested, trained,
        evaluated and packaged the model. Press Deploy to start one.
      </EmptyNote>
    );
  }
  const { liveVersion } = props;
  const live = versions.find(({ version }) => version === liveVersion?.version);
  return (
    <div ref={measure}>
      <DenseTable label="Versions">
        {metrics.length > 0 && versions.length > 1 && (
          <ComparedWith
            live={live && liveVersion}
            otherData={versions.some(version => !haveSameData(version, live))}
          />
        )}
        <TableHead>
          <TableRow>
            <TableCell padding="checkbox" className={classes.tickCell}>
              <Typography variant="srOnly">Compare</Typography>
            </TableCell>
            <TableCell>{fits ? 'Version' : 'Version, state'}</TableCell>
            {fits && <TableCell>State</TableCell>}
            {fits && <TableCell>Commit, made</TableCell>}
            {fits ? (
              metrics.map(metric => (
                <MetricHead key={keyOf(metric)} {...metric} />
              ))
            ) : (
              <TableCell>Metrics</TableCell>
            )}
            <TableCell className={classes.action}>Action</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {versions.map(version => (
            <VersionRow
              key={version.version}
              {...{ version, metrics, live, environments }}
              compact={!fits}
              model={props.model}
              selected={selected.includes(version.version)}
              onSelect={on => onSelect(nextSelection(selected, version, on))}
            />
          ))}
        </TableBody>
      </DenseTable>
    </div>
  );
}

function MetricHead({ name, split }: EvaluationMetric) {
  const classes = useVersionStyles();
  return (
    <TableCell className={classes.metric}>
      <MetricName name={name} />
      <Subtle variant="caption" display="block">
        {split}
      </Subtle>
    </TableCell>
  );
}

/** A third version takes the place of the one selected first. */
function nextSelection(
  selected: readonly number[],
  { version }: Version,
  on: boolean,
): readonly number[] {
  const others = selected.filter(other => other !== version);
  return on ? [...others, version].slice(-2) : others;
}
