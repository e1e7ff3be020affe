import Typography from '@material-ui/core/Typography';
import { InferenceDetail } from '@noshelfware/backstage-plugin-ml-models-common';
import { formatDurationSeconds } from '../../../components/formatNumber/formatDurationSeconds';
import { PanelSection } from './PanelSection';
import { ValuesTable } from './ValuesTable';

/** What really happened, once it is known. */
export function OutcomeSection(props: { record: InferenceDetail }) {
  const { feedback, time } = props.record;
  return (
    <PanelSection title="True outcome">
      {feedback ? (
        <>
          {Object.keys(feedback.target).length > 0 ? (
            <ValuesTable title="True outcome" values={feedback.target} />
          ) : (
            <Typography variant="body2" color="textSecondary">
              It has come, but the model&rsquo;s policy keeps nothing of it.
            </Typography>
          )}
          <Typography variant="caption" color="textSecondary">
            Observed {describeDelay(time, feedback.observedAt)}
          </Typography>
        </>
      ) : (
        <Typography variant="body2" color="textSecondary">
          Not known yet. It arrives as feedback with this inference id.
        </Typography>
      )}
    </PanelSection>
  );
}

function describeDelay(predicted: string, observed: string): string {
  const seconds = (Date.parse(observed) - Date.parse(predicted)) / 1_000;
  return seconds >= 0
    ? `${formatDurationSeconds(seconds)} after the prediction`
    : `${formatDurationSeconds(-seconds)} before the prediction`;
}
