import { ReactNode } from 'react';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import {
  CanaryComparison,
  ComparedGuardrail,
  GuardrailSide,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { DenseTable } from '../../../components/DenseTable/DenseTable';
import { formatCount } from '../../../components/formatNumber/formatNumber';
import { StatusWord } from '../../../components/StatusWord/StatusWord';
import { Subtle } from '../../../components/Subtle/Subtle';
import {
  explainUnit,
  formatMeasured,
  lookOf,
  nameGuardrail,
} from './describeGuardrail';

export interface CanaryComparisonTableProps {
  label: string;
  comparison: CanaryComparison;
}

/** Each guardrail: what it is of either version, its limit, and what came of it. */
export function CanaryComparisonTable(props: CanaryComparisonTableProps) {
  const { candidate, live, guardrails, samples, minSamples } = props.comparison;
  const isEarly = samples < minSamples;
  return (
    <DenseTable label={props.label}>
      <TableHead>
        <TableRow>
          <TableCell>Guardrail</TableCell>
          <TableCell>Outcome</TableCell>
          <TableCell align="right">Version {candidate}</TableCell>
          <TableCell align="right">Version {live}, live</TableCell>
          <TableCell align="right">Limit</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {guardrails.map((guardrail, index) => (
          // An output of text is compared in two ways.
          <GuardrailRow key={index} {...{ guardrail, isEarly }} />
        ))}
      </TableBody>
    </DenseTable>
  );
}

function GuardrailRow(props: {
  guardrail: ComparedGuardrail;
  /** Whether too few requests came to call it kept. */
  isEarly: boolean;
}) {
  const { guardrail } = props;
  const { limit, outcome, says, unit } = guardrail;
  const explained = explainUnit(guardrail);
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        {nameGuardrail(guardrail)}
        {explained && <Below>{explained}</Below>}
      </TableCell>
      <TableCell>
        <StatusWord {...lookOf(guardrail, props.isEarly)} />
        {outcome === 'unmeasured' && <Below>{says}</Below>}
      </TableCell>
      <SideCell side={guardrail.candidate} unit={unit} />
      <SideCell side={guardrail.live} unit={unit} />
      <TableCell align="right">
        {limit ? formatMeasured(limit.value, limit.unit) : '–'}
      </TableCell>
    </TableRow>
  );
}

function SideCell(props: {
  side: GuardrailSide | undefined;
  unit: ComparedGuardrail['unit'];
}) {
  const { side, unit } = props;
  return (
    <TableCell align="right">
      {formatMeasured(side?.value, unit)}
      {side && <Below>n = {formatCount(side.n)}</Below>}
    </TableCell>
  );
}

function Below({ children }: { children: ReactNode }) {
  return (
    <Subtle variant="caption" component="div">
      {children}
    </Subtle>
  );
}
