import { makeStyles } from '@material-ui/core/styles';
import { PerformanceReport } from '@noshelfware/backstage-plugin-ml-models-common';
import { memo } from 'react';
import { CalibrationChart } from '../../../charts/CalibrationChart/CalibrationChart';
import {
  formatCount,
  formatCountOf,
  formatNumber,
} from '../../../components/formatNumber/formatNumber';
import { Section } from '../../../components/Section/Section';
import { Subtle } from '../../../components/Subtle/Subtle';
import { whyThatEvaluation } from '../describeEvaluation';
import { ClassTable } from './ClassTable';
import { MeasureTable } from './MeasureTable';

const useStyles = makeStyles(theme => ({
  root: { marginTop: theme.spacing(3) },
  halves: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    alignItems: 'start',
    gap: theme.spacing(1.5),
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
}));

/** Where the model is right and where not; nothing before labels tell. */
export const QualitySection = memo((props: { report: PerformanceReport }) => {
  const styles = useStyles();
  const { totals } = props.report;
  const { calibration, classes, calibrationError } = totals;
  const why = whyThatEvaluation(props.report);
  if (totals.labels === 0) {
    return null;
  }
  return (
    <div className={styles.root}>
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
          <MeasureTable report={props.report} />
          {calibration && calibration.length > 0 && (
            <CalibrationChart
              bins={calibration}
              note={
                calibrationError === undefined
                  ? undefined
                  : `Scores are off by ${formatNumber(
                      calibrationError,
                    )} on average (calibration error, 0 to 1)`
              }
            />
          )}
          {classes && classes.length > 0 && <ClassTable classes={classes} />}
        </div>
      </Section>
    </div>
  );
});
