import { BackstageTheme } from '@backstage/theme';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  Verdict,
  VerdictReason,
} from '@noshelfware/backstage-plugin-ml-models-common';
import clsx from 'clsx';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { useNow } from '../../../components/RelativeTime/useNow';
import { StatusWord } from '../../../components/StatusWord/StatusWord';
import {
  findUnconfirmed,
  isUnconfirmed,
  shownState,
} from '../../../components/VerdictReasons/decidingReasons';
import { reasonText } from '../../../components/VerdictReasons/reasonText';
import { VerdictWord } from '../../../components/VerdictReasons/VerdictWord';
import {
  VerdictWording,
  wordingOf,
} from '../../../components/VerdictReasons/verdictWording';
import { CHART_IDS } from '../OverTime/ChartProps';
import { VerdictLimits } from './VerdictLimits';

const useStyles = makeStyles<BackstageTheme>(theme => ({
  root: { minHeight: 56, marginBottom: theme.spacing(1.5) },
  sentence: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
  },
  word: { fontSize: theme.typography.h6.fontSize, fontWeight: 600 },
  judged: { color: theme.palette.textSubtle },
  reasons: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: theme.spacing(3),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  alone: { flexBasis: '100%' },
  reason: {
    font: 'inherit',
    textAlign: 'left',
    color: theme.palette.text.primary,
    '&:hover, &:focus-visible': { textDecoration: 'underline' },
  },
  item: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    fontSize: theme.typography.body2.fontSize,
    lineHeight: '26px',
  },
}));

/** The chart that shows what a reason speaks of. */
const CHART_OF: Record<VerdictReason['signal'], string> = {
  'error-rate': CHART_IDS.errors,
  latency: CHART_IDS.latency,
  'feature-drift': CHART_IDS.drift,
  'prediction-drift': CHART_IDS.predictionDrift,
  quality: CHART_IDS.quality,
  completeness: CHART_IDS.completeness,
  'no-data': CHART_IDS.traffic,
  'not-live': CHART_IDS.traffic,
};

const SENTENCES: Record<VerdictWording, string> = {
  healthy: 'All that is measured is within its limits',
  'healthy-so-far': 'What could be judged so far is within its limits',
  degraded: 'It answers, but not as well as it should',
  failing: 'It needs someone now',
  'not-confirmed': 'Something looks bad, but too briefly to be sure',
  unknown: 'There is too little to judge by',
  'not-live': 'What it answered is shown, but verdicts are of what is live',
};

/** Where nothing else is degraded, which says nothing of how good answers are. */
const DEGRADED_ALONE: ReadonlyArray<{
  signals: readonly VerdictReason['signal'][];
  sentence: string;
}> = [
  {
    signals: ['feature-drift', 'prediction-drift'],
    sentence: 'Its data has drifted; nothing else is degraded',
  },
  {
    signals: ['completeness'],
    sentence: 'It answers, but not all of its answers are recorded',
  },
];

/** Where all that was degraded has become better. */
const RECOVERING = 'It looks better, but too briefly to be sure';

/** Only the day matters here. */
const NOW_TICK_MS = 60_000;

export interface VerdictLineProps {
  verdict: Verdict;
  environment: string;
  /** Whether the charts that reasons lead to are on the page. */
  hasCharts: boolean;
}

/** Is it still good? In a sentence, with reasons that lead to their charts. */
export function VerdictLine(props: VerdictLineProps) {
  const classes = useStyles();
  const { verdict, environment, hasCharts } = props;
  return (
    <div className={classes.root}>
      <div className={classes.sentence}>
        <span className={classes.word}>
          <VerdictWord verdict={verdict} />
        </span>
        <Typography variant="body1" component="span">
          {sentenceOf(verdict, environment)}
        </Typography>
        {verdict.limits && (
          <>
            <Typography variant="caption" className={classes.judged}>
              Judged <RelativeTime time={verdict.judgedAt} />
            </Typography>
            <VerdictLimits limits={verdict.limits} />
          </>
        )}
      </div>
      <ul className={classes.reasons}>
        {[...verdict.reasons]
          .sort((a, b) => Number(isCalm(a)) - Number(isCalm(b)))
          .map(reason => (
            <Reason
              key={`${reason.signal} ${reason.text}`}
              reason={reason}
              // Completeness shows first where nothing was recorded.
              leads={hasCharts || reason.signal === 'completeness'}
            />
          ))}
      </ul>
    </div>
  );
}

/** Reasons that say all is well share a line, so that the others stand out. */
function isCalm(reason: VerdictReason): boolean {
  return reason.state === 'healthy' && !isUnconfirmed(reason);
}

function sentenceOf(verdict: Verdict, environment: string): string {
  const wording = wordingOf(verdict);
  const unconfirmed = findUnconfirmed(verdict);
  if (wording === 'degraded') {
    return `${degradedSentence(verdict)} in ${environment}.`;
  }
  if (!unconfirmed || wording === 'not-live') {
    return `${SENTENCES[wording]} in ${environment}.`;
  }
  // What it takes to count is said once, by the reason below.
  const { what, period, text } = unconfirmed;
  return what
    ? `${[what, `in ${environment}`, period].filter(Boolean).join(' ')}.`
    : `${text} in ${environment}.`;
}

function degradedSentence({ reasons }: Verdict): string {
  const bad = reasons.filter(
    ({ state }) => state === 'degraded' || state === 'failing',
  );
  if (bad.length > 0 && bad.every(({ recovering }) => recovering)) {
    return RECOVERING;
  }
  const alone = DEGRADED_ALONE.find(({ signals }) =>
    bad.every(({ signal }) => signals.includes(signal)),
  );
  return (bad.length > 0 && alone?.sentence) || SENTENCES.degraded;
}

function Reason(props: { reason: VerdictReason; leads: boolean }) {
  const { reason, leads } = props;
  const classes = useStyles();
  const now = useNow(NOW_TICK_MS);
  const text = reasonText(reason, now);
  return (
    <li className={clsx(classes.item, isCalm(reason) || classes.alone)}>
      {reason.signal !== 'not-live' && (
        // Its word is the headline's already.
        <StatusWord status={shownState(reason)} />
      )}
      {leads ? (
        <ButtonBase
          disableRipple
          className={classes.reason}
          onClick={() => goTo(CHART_OF[reason.signal])}
        >
          {text}
        </ButtonBase>
      ) : (
        <span>{text}</span>
      )}
    </li>
  );
}

function goTo(chartId: string): void {
  const chart = document.getElementById(chartId);
  chart?.scrollIntoView({ block: 'center' });
  chart?.focus({ preventScroll: true });
}
