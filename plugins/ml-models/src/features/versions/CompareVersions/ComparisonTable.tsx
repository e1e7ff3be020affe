import {
  Dependencies,
  VersionDetail,
} from '@noshelfware/backstage-plugin-ml-models-common';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { ReactNode } from 'react';
import { shortSha } from '../../../components/CommitName/shortSha';
import { DenseTable } from '../../../components/DenseTable/DenseTable';
import { formatCountOf } from '../../../components/formatNumber/formatNumber';
import {
  findMetric,
  haveSameData,
  metricsOf,
  OF_OTHER_DATA,
} from '../compareMetrics';
import { MetricValue } from '../VersionsTable/MetricValue';
import { compareDependencies } from './compareDependencies';
import { compareSignatures } from './compareSignatures';
import { DependencyChanges } from './DependencyChanges';
import { dataWords, FACTS } from './versionFacts';

export interface ComparisonTableProps {
  older: VersionDetail;
  newer: VersionDetail;
}

interface ComparedVersionsProps extends ComparisonTableProps {
  /** What was committed from the older to the newer. */
  commits: ReactNode;
}

export function ComparisonTable(props: ComparedVersionsProps) {
  const { older, newer, commits } = props;
  return (
    <DenseTable label="Comparison">
      <TableHead>
        <TableRow>
          <TableCell>What</TableCell>
          <TableCell>v{older.version}</TableCell>
          <TableCell>v{newer.version}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        <MetricRows {...{ older, newer }} />
        <SignatureRow {...{ older, newer }} />
        {older.commit && newer.commit && (
          <ComparedRow
            title="Commits"
            older={shortSha(older.commit.sha)}
            newer={commits}
          />
        )}
        <DependenciesRow {...{ older, newer }} />
        {FACTS.filter(({ of }) => of(older) ?? of(newer)).map(
          ({ title, of, counts }) => (
            <ComparedRow
              key={title}
              title={title}
              older={of(older) ?? 'Unknown'}
              newer={
                !counts && of(newer) === of(older)
                  ? 'The same'
                  : of(newer) ?? 'Unknown'
              }
            />
          ),
        )}
      </TableBody>
    </DenseTable>
  );
}

function ComparedRow(props: {
  title: string;
  older: ReactNode;
  newer: ReactNode;
}) {
  return (
    <TableRow>
      <TableCell component="th" scope="row" role="rowheader">
        {props.title}
      </TableCell>
      <TableCell>{props.older}</TableCell>
      <TableCell>{props.newer}</TableCell>
    </TableRow>
  );
}

/** A data digest may be missing where references tell two sets apart. */
function MetricRows({ older, newer }: ComparisonTableProps) {
  const sameData =
    haveSameData(older, newer) &&
    dataWords(older.report) === dataWords(newer.report);
  return (
    <>
      {!sameData && (
        <TableRow>
          <TableCell colSpan={3}>
            <strong>Other data</strong>: {OF_OTHER_DATA}.
          </TableCell>
        </TableRow>
      )}
      {metricsOf([newer, older]).map(metric => {
        const was = findMetric(older, metric);
        const is = findMetric(newer, metric);
        const title = metric.split
          ? `${metric.name}, ${metric.split}`
          : metric.name;
        const otherName = `version ${older.version}`;
        return (
          <ComparedRow
            key={title}
            title={title}
            older={
              was ? <MetricValue metric={was} otherName="" /> : 'Not measured'
            }
            newer={
              is ? (
                <MetricValue
                  metric={is}
                  other={was}
                  otherName={otherName}
                  sameData={sameData}
                />
              ) : (
                'Not measured'
              )
            }
          />
        );
      })}
    </>
  );
}

function SignatureRow({ older, newer }: ComparisonTableProps) {
  if (!older.signature || !newer.signature) {
    return null;
  }
  const { inputs, outputs } = older.signature;
  const changes = compareSignatures(older.signature, newer.signature);
  return (
    <ComparedRow
      title="Signature"
      older={`${inputs.length} inputs, ${outputs.length} outputs`}
      newer={
        changes.length
          ? changes.map(change => <div key={change}>{change}</div>)
          : 'The same'
      }
    />
  );
}

function DependenciesRow({ older, newer }: ComparisonTableProps) {
  const [was, is] = [older.dependencies, newer.dependencies];
  return (
    <ComparedRow
      title="Dependencies"
      older={countPackages(was)}
      newer={
        was && is ? (
          <DependencyChanges
            changes={compareDependencies(was.packages, is.packages)}
          />
        ) : (
          countPackages(is)
        )
      }
    />
  );
}

function countPackages(dependencies: Dependencies | undefined): string {
  if (!dependencies) {
    return 'Not recorded';
  }
  const names = new Set(dependencies.packages.map(({ name }) => name));
  const count = formatCountOf(names.size, 'package');
  return dependencies.from ? `${count} by ${dependencies.from}` : count;
}
