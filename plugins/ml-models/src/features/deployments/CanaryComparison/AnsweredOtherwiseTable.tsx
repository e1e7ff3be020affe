import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  AnsweredOtherwise,
  AnswerKey,
  CanaryComparison,
  InferenceDetail,
  NamedValues,
  operations,
  recordsReadPermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { isMissing } from '../../../api/isMissing';
import { useOperation } from '../../../api/useOperation';
import { DenseTable } from '../../../components/DenseTable/DenseTable';
import { useEntityModel } from '../../../components/EntityModel/entityModel';
import { formatValue } from '../../../components/formatValue/formatValue';
import { usePermitted } from '../../../components/Refusal/useRefusal';
import { Subtle } from '../../../components/Subtle/Subtle';
import { useModelPath } from '../../../components/useModelPath/useModelPath';

const useStyles = makeStyles(theme => ({
  title: { marginTop: theme.spacing(2) },
}));

/** More of a request than that is read in its record. */
const INPUTS_SHOWN = 6;

export interface AnsweredOtherwiseTableProps {
  comparison: CanaryComparison;
}

/**
 * Some requests that two versions answered otherwise: what was asked, and what either
 * answered. For those who may read the records, and as long as these are kept.
 */
export function AnsweredOtherwiseTable(props: AnsweredOtherwiseTableProps) {
  const classes = useStyles();
  const { candidate, live, examples = [] } = props.comparison;
  const { pending, refusal } = usePermitted(
    recordsReadPermission,
    useEntityModel(),
  );
  if (examples.length === 0 || pending) {
    return null;
  }
  const title = `Requests that version ${candidate} answered otherwise`;
  if (refusal) {
    return (
      <Subtle paragraph>
        {title} are shown to those who may read them. {refusal}
      </Subtle>
    );
  }
  return (
    <>
      <Typography className={classes.title} variant="subtitle2" component="h3">
        {title}: some of the newest
      </Typography>
      <DenseTable label={title}>
        <TableHead>
          <TableRow>
            <TableCell>Request</TableCell>
            <TableCell>Version {live}, live, answered</TableCell>
            <TableCell>Version {candidate} answered</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {examples.map(example => (
            <ExampleRow key={nameOf(example.candidate)} example={example} />
          ))}
        </TableBody>
      </DenseTable>
    </>
  );
}

function ExampleRow({ example }: { example: AnsweredOtherwise }) {
  const live = useRecord(example.live);
  const candidate = useRecord(example.candidate);
  const asked = (live.data ?? candidate.data)?.inputs;
  return (
    <TableRow>
      <TableCell>
        {asked ? describeInputs(asked) : <Unread record={live} />}
      </TableCell>
      <AnswerCell of={example.live} record={live} outputs={example.outputs} />
      <AnswerCell
        of={example.candidate}
        record={candidate}
        outputs={example.outputs}
      />
    </TableRow>
  );
}

type RecordQuery = ReturnType<typeof useRecord>;

function useRecord({ id, row }: AnswerKey) {
  const { namespace, name } = useEntityModel();
  return useOperation(operations.getInference, {
    params: { namespace, name, id, row },
  });
}

function AnswerCell(props: {
  of: AnswerKey;
  record: RecordQuery;
  /** Those that differ. */
  outputs: readonly string[];
}) {
  const { of, outputs, record } = props;
  return (
    <TableCell>
      {record.data ? (
        <>
          {describeOutputs(record.data, outputs)}{' '}
          <RecordLink of={of} record={record.data} />
        </>
      ) : (
        <Unread record={record} />
      )}
    </TableCell>
  );
}

function RecordLink(props: { of: AnswerKey; record: InferenceDetail }) {
  const modelPath = useModelPath();
  const { environment, modelRef, time, traffic, version } = props.record;
  const query = new URLSearchParams({
    q: `environment:${environment} version:${version} traffic:${traffic} id:${props.of.id}`,
    record: nameOf(props.of),
  });
  return (
    <Link
      underline="always"
      to={`${modelPath(modelRef, 'logs')}?${query}`}
      aria-label={`Record of version ${version} of ${time}`}
    >
      Record
    </Link>
  );
}

function Unread({ record: { error, isPending } }: { record: RecordQuery }) {
  if (isPending) {
    return <Skeleton variant="text" />;
  }
  return (
    <Subtle component="span">
      {error && !isMissing(error)
        ? `Could not be read: ${error.message}`
        : 'Not kept any more'}
    </Subtle>
  );
}

function nameOf({ id, row }: AnswerKey): string {
  return `${id}/${row}`;
}

function describeInputs(inputs: NamedValues): string {
  const entries = Object.entries(inputs);
  const more = entries.length - INPUTS_SHOWN;
  const shown = entries
    .slice(0, INPUTS_SHOWN)
    .map(([name, value]) => `${name} ${formatValue(value)}`);
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

function describeOutputs(
  { outputs = {} }: InferenceDetail,
  names: readonly string[],
): string {
  return names.map(name => `${name} ${formatValue(outputs[name])}`).join(', ');
}
