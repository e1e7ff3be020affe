import Button from '@material-ui/core/Button';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import {
  InferenceDetail,
  RecordedValue,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useState } from 'react';
import { ModelParams } from '../api/ModelParams';
import { InputRow } from './InputRow';

/** Each row asks for a baseline; a thousand at once would be a stampede. */
const STEP = 20;

export interface InputsTableProps {
  params: ModelParams;
  record: InferenceDetail;
}

/** All inputs of a record, each beside its baseline; then those it lacks. */
export function InputsTable(props: InputsTableProps) {
  const { params, record } = props;
  const [text, setText] = useState('');
  const [shown, setShown] = useState(STEP);
  const inputs: [string, RecordedValue | undefined][] = [
    ...Object.entries(record.inputs ?? {}),
    ...(record.missingInputs ?? []).map((name): [string, undefined] => [
      name,
      undefined,
    ]),
  ];
  const found = inputs.filter(([name]) =>
    name.toLowerCase().includes(text.toLowerCase()),
  );
  if (inputs.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        {record.inputs
          ? 'None is known: the request held none, or nobody read it.'
          : 'Not kept: the record was sampled out, or the request could not be read.'}
      </Typography>
    );
  }
  return (
    <>
      {inputs.length > STEP && (
        <TextField
          size="small"
          variant="outlined"
          margin="dense"
          placeholder={`Find one of ${inputs.length} inputs`}
          value={text}
          onChange={event => setText(event.target.value)}
          inputProps={{ 'aria-label': 'Find an input' }}
        />
      )}
      <Table size="small" aria-label="Inputs">
        <TableBody>
          {found.slice(0, shown).map(([name, value]) => (
            <InputRow
              key={name}
              value={value}
              baseline={{
                params,
                feature: name,
                environment: record.environment,
                version: record.version,
              }}
            />
          ))}
        </TableBody>
      </Table>
      {found.length > shown && (
        <Button size="small" onClick={() => setShown(shown + STEP)}>
          Show {Math.min(STEP, found.length - shown)} more of {found.length}
        </Button>
      )}
    </>
  );
}
