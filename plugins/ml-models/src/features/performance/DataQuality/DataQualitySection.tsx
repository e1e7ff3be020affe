import { BackstageTheme } from '@backstage/theme';
import Button from '@material-ui/core/Button';
import Link from '@material-ui/core/Link';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  DataQualityFinding,
  PerformanceReport,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useState } from 'react';
import { ChartMenu } from '../../../charts/ChartFrame/ChartMenu';
import { ChartTableData } from '../../../charts/ChartTable/chartTableData';
import { saveCsv } from '../../../charts/ChartTable/saveCsv';
import { useFileTitle } from '../../../charts/Picture/ChartSubject';
import { formatCount } from '../../../components/formatNumber/formatNumber';
import { Section } from '../../../components/Section/Section';
import { Subtle } from '../../../components/Subtle/Subtle';

const useStyles = makeStyles<BackstageTheme>(theme => ({
  list: { margin: theme.spacing(0.5, 0), paddingLeft: theme.spacing(2.5) },
  // Buttons stand on the middle of the line, and this is a word in a sentence.
  feature: { verticalAlign: 'baseline' },
  unlisted: { color: theme.palette.textSubtle },
}));

/** With a thousand features there can be a thousand sentences. */
const FIRST = 5;

const TITLE = 'Data quality';

export interface DataQualitySectionProps {
  report: PerformanceReport;
  onFeature: (feature: string) => void;
}

/** What requests hold that the reference does not, as sentences with counts. */
export function DataQualitySection(props: DataQualitySectionProps) {
  const classes = useStyles();
  const [all, setAll] = useState(false);
  const { baseline, findings, findingsTotal } = props.report;
  const fileTitle = useFileTitle(TITLE);
  const shown = findings.slice(0, all ? undefined : FIRST);
  const unlisted = findingsTotal - findings.length;
  return (
    <Section
      title={TITLE}
      action={
        findings.length > 0 && (
          <ChartMenu
            title={TITLE}
            items={[
              {
                label: 'Download CSV',
                onClick: () => saveCsv(fileTitle, toTable(findings)),
              },
            ]}
          />
        )
      }
    >
      {findings.length === 0 && (
        <Typography variant="body2">
          {baseline
            ? `Nothing to report: types, categories, ranges and columns are as in the baseline of version ${baseline.version}.`
            : 'There is no baseline yet to tell what is usual.'}
        </Typography>
      )}
      {findings.length > 0 && props.report.totals.invalidRequests > 0 && (
        <Subtle variant="caption" component="p">
          Of all requests, including those that were refused.
        </Subtle>
      )}
      <ul className={classes.list} aria-label={TITLE}>
        {shown.map(finding => (
          <Typography key={finding.text} variant="body2" component="li">
            <Finding finding={finding} onFeature={props.onFeature} />
          </Typography>
        ))}
      </ul>
      {!all && findings.length > FIRST && (
        <Button size="small" onClick={() => setAll(true)}>
          Show {findings.length - FIRST} more
        </Button>
      )}
      {unlisted > 0 && (all || findings.length <= FIRST) && (
        <Typography variant="body2" className={classes.unlisted}>
          {formatCount(unlisted)} more findings with smaller shares are not
          listed.
        </Typography>
      )}
    </Section>
  );
}

function toTable(findings: readonly DataQualityFinding[]): ChartTableData {
  return {
    columns: [
      'Version',
      'Role',
      'Feature',
      'Kind',
      'Records',
      'n',
      'Share',
      'Share in the baseline',
      'Finding',
    ].map(header => ({ header })),
    rows: findings.map(finding => [
      finding.version,
      finding.role,
      finding.feature,
      finding.kind,
      finding.count,
      finding.n,
      finding.share,
      finding.baselineShare ?? null,
      finding.text,
    ]),
  };
}

function Finding(props: {
  finding: DataQualityFinding;
  onFeature: (feature: string) => void;
}) {
  const classes = useStyles();
  const { kind, feature, text } = props.finding;
  // What the baseline does not have has no distribution to look at.
  if (kind === 'extra-column' || !text.startsWith(feature)) {
    return <>{text}</>;
  }
  return (
    <>
      <Link
        component="button"
        variant="body2"
        className={classes.feature}
        onClick={() => props.onFeature(feature)}
      >
        {feature}
      </Link>
      {text.slice(feature.length)}
    </>
  );
}
