import { makeStyles } from '@material-ui/core/styles';
import {
  ProfileTotals,
  QUALITY_METRICS,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { memo } from 'react';
import {
  formatCount,
  formatCountOf,
} from '../../../components/formatNumber/formatNumber';
import { Section } from '../../../components/Section/Section';
import { Subtle } from '../../../components/Subtle/Subtle';
import { FewLabelsNote } from '../Comparison/FewLabelsNote';
import { whyThatEvaluation } from '../describeEvaluation';
import { restsOnFew } from '../qualityRows';
import { ClassTable } from './ClassTable';
import { ComparedCalibrationChart } from './ComparedCalibrationChart';
import { MeasureTable, MeasureTableProps } from './MeasureTable';

const useStyles = makeStyles(theme => ({
  // Three more columns would not fit one half.
  whole: { gridColumn: '1 / -1', minWidth: 0 },
  halves: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    alignItems: 'start',
    gap: theme.spacing(1.5),
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
}));

/** Where the model is right and where not; nothing before labels tell. */
export const QualitySection = memo((props: MeasureTableProps) => {
  const styles = useStyles();
  const { report, compared, comparedWith } = props;
  const { totals } = report;
  const there = compared?.report.totals;
  const hasClasses = [totals, there].some(
    side => side?.classes && side.classes.length > 0,
  );
  const why = whyThatEvaluation(report);
  if (totals.labels === 0 && !there?.labels) {
    return null;
  }
  return (
    <Section title="Quality in detail">
      {totals.labelsGuessed !== undefined && (
        <Subtle>
          How outcomes compare with predictions was guessed from the outcomes
          themselves for {formatCount(totals.labelsGuessed)} of{' '}
          {formatCountOf(totals.labels, 'label')}: name the target in the
          model’s report.
        </Subtle>
      )}
      {why && <Subtle>{why}</Subtle>}
      <div className={styles.halves}>
        <div className={comparedWith && styles.whole}>
          <MeasureTable {...props} />
          {restsOnPart(totals) && (
            <Subtle variant="caption" component="p">
              n: the labels that a measure rests on. Precision rests on what was
              predicted positive, recall on what was positive, F1 on either.
            </Subtle>
          )}
          {(hasFew(totals) || (there && hasFew(there))) && <FewLabelsNote />}
        </div>
        <ComparedCalibrationChart report={report} compared={compared} />
        {hasClasses && (
          <ClassTable
            classes={totals.classes ?? []}
            compared={there && (there.classes ?? [])}
            comparedWith={comparedWith}
          />
        )}
      </div>
    </Section>
  );
});

function hasFew(totals: ProfileTotals): boolean {
  return QUALITY_METRICS.some(
    ({ measure }) =>
      totals[measure] !== undefined && restsOnFew(measure)(totals),
  );
}

/** Of two classes, some measures look at one alone. */
function restsOnPart({ labels, samples }: ProfileTotals): boolean {
  return samples.precision !== undefined && samples.precision < labels;
}
