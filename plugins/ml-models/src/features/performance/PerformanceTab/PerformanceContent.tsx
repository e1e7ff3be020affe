import { useMemo } from 'react';
import { ChartCursorProvider } from '../../../charts/ChartCursor';
import { ChartSubjectProvider } from '../../../charts/Picture/ChartSubject';
import { utcDays } from '../../../charts/Picture/utcRange';
import { InstantRange } from '../../../timeRange/timeRange';
import { ComparedReport } from '../Comparison/comparison';
import { CompletenessSection } from '../Completeness/CompletenessSection';
import { DataQualitySection } from '../DataQuality/DataQualitySection';
import { DriftSection, DriftSectionProps } from '../Drift/DriftSection';
import { HowFeedbackArrives } from '../HowFeedbackArrives/HowFeedbackArrives';
import { OverTime } from '../OverTime/OverTime';
import { timelineOf } from '../OverTime/timeline';
import { QualitySection } from '../Quality/QualitySection';
import { SlicesSection } from '../Slices/SlicesSection';
import { TotalsRow } from '../TotalsRow/TotalsRow';
import { BelowTheFold } from './BelowTheFold';
import { describeSubject } from './describeSubject';
import { NoRequests } from './NoRequests';

export interface PerformanceContentProps
  extends Omit<DriftSectionProps, 'timeline'> {
  modelRef: string;
  /** Of the model. */
  title: string;
  /** The range that was chosen. */
  asked: InstantRange;
  /** The only one that is asked about; absent: all. */
  version?: number;
  /** What it is, or will be, compared with, e.g. `version 2`; empty: nothing. */
  comparedWith: string;
  /** The measures of quality that are drawn; empty: the first ones there are. */
  qualityScale: string;
  onQualityScale: (scale: string) => void;
  /** The inputs that the entity names for slices, e.g. `inputs.carrier`. */
  namedSlices: readonly string[];
  /** The input whose slices are shown; empty: the first one. */
  slice: string;
  onSlice: (feature: string) => void;
}

/** The report: numbers, charts on one axis, drift by feature. */
export function PerformanceContent(props: PerformanceContentProps) {
  const { report, modelRef } = props;
  const emptySide = findEmptySide(props.compared);
  // Without a single request it is drawn nowhere, and said once.
  const compared = emptySide ? undefined : props.compared;
  const comparedWith = emptySide ? '' : props.comparedWith;
  const timeline = useMemo(
    () => timelineOf(report, compared),
    [report, compared],
  );
  const howFeedbackArrives = useMemo(
    () => <HowFeedbackArrives modelRef={modelRef} />,
    [modelRef],
  );
  const completeness = (
    <CompletenessSection
      params={props.params}
      query={{ ...props.query, environment: report.environment }}
      when={props.when}
      liveRequests={report.totals.requests - report.totals.replayed}
      markers={timeline.markers}
      onZoom={props.onZoom}
    />
  );
  if (report.totals.requests === 0) {
    // What was served and has left no record at all shows here first.
    return (
      <>
        <NoRequests modelRef={modelRef} environment={report.environment} />
        {completeness}
      </>
    );
  }
  return (
    <ChartSubjectProvider
      words={describeSubject({ title: props.title, report, compared })}
      model={props.params.name}
      days={utcDays(Date.parse(report.from), Date.parse(report.until))}
    >
      <ChartCursorProvider>
        <TotalsRow
          report={report}
          asked={props.asked}
          compared={compared}
          comparing={comparedWith !== ''}
          emptySide={emptySide}
        />
        <OverTime
          report={report}
          timeline={timeline}
          version={props.version}
          onZoom={props.onZoom}
          howFeedbackArrives={howFeedbackArrives}
          qualityScale={props.qualityScale}
          onQualityScale={props.onQualityScale}
        />
        <BelowTheFold>
          <QualitySection
            report={report}
            compared={compared}
            comparedWith={comparedWith}
          />
          <SlicesSection
            params={props.params}
            query={props.query}
            named={props.namedSlices}
            hasBaseline={report.baseline !== undefined}
            totals={report.totals}
            slice={props.slice}
            onSlice={props.onSlice}
            compared={compared}
            comparedWith={comparedWith}
          />
          <DriftSection {...props} compared={compared} timeline={timeline} />
          <DataQualitySection report={report} onFeature={props.onFeature} />
          {completeness}
        </BelowTheFold>
      </ChartCursorProvider>
    </ChartSubjectProvider>
  );
}

function findEmptySide(compared: ComparedReport | undefined) {
  return compared?.report.totals.requests === 0 ? compared.label : undefined;
}
