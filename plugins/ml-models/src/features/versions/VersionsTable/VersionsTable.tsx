import { Version } from '@noshelfware/backstage-plugin-ml-models-common';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { DenseTable } from '../../../components/DenseTable/DenseTable';
import Typography from '@material-ui/core/Typography';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';
import { Subtle } from '../../../components/Subtle/Subtle';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { columnMetrics } from '../compareMetrics';
import { VersionRow } from './VersionRow';
import { useVersionStyles } from './useVersionStyles';

export interface VersionsTableProps {
  model: EntityModel;
  /** Newest first. */
  versions: readonly Version[];
  /** Number of the version whose metrics the others are compared with. */
  liveVersion: number | undefined;
  /** Numbers of the versions to be compared, two at most. */
  selected: readonly number[];
  onSelect: (selected: readonly number[]) => void;
}

/** What was built, from what, how good it is, and where it serves. */
export function VersionsTable(props: VersionsTableProps) {
  const { versions, selected, onSelect } = props;
  const classes = useVersionStyles();
  if (versions.length === 0) {
    return (
      <EmptyNote title="No versions yet">
        The first one is registered when a pipeline run has tested, trained,
        evaluated and packaged the model. Press Deploy to start one.
      </EmptyNote>
    );
  }
  const metrics = columnMetrics(versions);
  const live = versions.find(({ version }) => version === props.liveVersion);
  return (
    <DenseTable label="Versions">
      <TableHead>
        <TableRow>
          <TableCell padding="checkbox">
            <Typography variant="srOnly">Compare</Typography>
          </TableCell>
          <TableCell>Version</TableCell>
          <TableCell>State</TableCell>
          <TableCell>Commit, made</TableCell>
          {metrics.map(({ name, split }) => (
            <TableCell
              key={`${name} ${split}`}
              className={classes.metric}
              title={name}
            >
              {name}
              <Subtle variant="caption" display="block">
                {split}
              </Subtle>
            </TableCell>
          ))}
          <TableCell className={classes.action}>Action</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {versions.map(version => (
          <VersionRow
            key={version.version}
            {...{ version, metrics, live }}
            model={props.model}
            selected={selected.includes(version.version)}
            onSelect={on => onSelect(nextSelection(selected, version, on))}
          />
        ))}
      </TableBody>
    </DenseTable>
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
