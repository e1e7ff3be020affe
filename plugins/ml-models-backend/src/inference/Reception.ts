import {
  Feedback,
  Inference,
  InferenceBatch,
  WrittenBatch,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { PayloadTooLargeError } from '../http/body/PayloadTooLargeError';
import { RECORDS_PER_REQUEST_MAX } from './body/RequestBudget';
import { ExceptionRecorder } from './ExceptionRecorder';
import { IngestGrant } from './IngestAuthoriser';
import { keepsBody } from './keepsBody';
import { makeInference } from './makeInference';
import { MentionedModels } from './MentionedModels';
import { ModelAdmission } from './ModelAdmission';
import { Report } from './Report';
import {
  isRejection,
  Rejection,
  ReportedFeedback,
  ReportedInference,
} from './ReportedInference';
import { VersionResolver } from './VersionResolver';

/** Rows that are durable now. */
export interface DurableRows {
  inferences: number;
  /** Of them, those that were durable before, or that repeat an earlier row. */
  knownInferences: number;
  feedback: number;
}

export interface ReceptionOptions {
  admission: ModelAdmission;
  versions: VersionResolver;
  /** Stores durably, maybe with batches of others, and tells what of all was known. */
  submit(batch: InferenceBatch): Promise<WrittenBatch>;
  nowMs(): number;
}

/**
 * The one door that every record comes in by, whatever it came as: who may send
 * it, whether its time is good, what is hidden, which version it means. Lasts
 * for one request, and asks about each model and version of it once.
 */
export class Reception {
  private readonly models: MentionedModels;
  private readonly inferences: Inference[] = [];
  private readonly feedback: Feedback[] = [];
  private readonly exceptions = new ExceptionRecorder();
  private readonly nowMs: number;
  private rows = 0;

  constructor(private readonly options: ReceptionOptions, grant: IngestGrant) {
    this.nowMs = options.nowMs();
    const { admission, versions } = options;
    const asked = { admission, versions, nowMs: this.nowMs };
    this.models = new MentionedModels(asked, grant);
  }

  /**
   * Asks about the models and versions of reports before they are taken: to wait
   * for answers record by record would cost as much as to take them.
   *
   * @throws ServiceUnavailableError when the sender is to come back later
   */
  async prepare(reports: Iterable<Report>): Promise<void> {
    for (const report of reports) {
      if (!this.models.know(report)) await this.models.askAbout(report);
    }
  }

  /**
   * Takes all of a report, or nothing of it.
   *
   * @param report - one of those that were prepared
   * @returns why nothing is taken
   * @throws PayloadTooLargeError when the reports have too many rows in them
   */
  add(report: Report): Rejection | undefined {
    this.countRows(report);
    const inferences: Inference[] = [];
    for (const reported of report.inferences) {
      const taken = this.takeInference(reported);
      if (isRejection(taken)) return taken;
      inferences.push(taken);
    }
    const feedback: Feedback[] = [];
    for (const reported of report.feedback) {
      const taken = this.takeFeedback(reported);
      if (isRejection(taken)) return taken;
      feedback.push(taken);
    }
    inferences.forEach(each => this.inferences.push(each));
    feedback.forEach(each => this.feedback.push(each));
    return undefined;
  }

  /**
   * Stores what was taken, all or nothing.
   *
   * @returns how many rows are durable now; those that were before are among them
   */
  async submit(): Promise<DurableRows> {
    const { feedback } = this;
    const inferences = this.inferences.map(each => this.withException(each));
    const { known } = await this.options.submit({ inferences, feedback });
    return {
      inferences: inferences.length,
      knownInferences:
        known.size > 0 ? inferences.filter(each => known.has(each)).length : 0,
      feedback: feedback.length,
    };
  }

  /** One log or item may hold many rows. */
  private countRows({ inferences, feedback }: Report): void {
    this.rows += inferences.length + feedback.length;
    if (this.rows > RECORDS_PER_REQUEST_MAX) {
      throw new PayloadTooLargeError(
        `More than ${RECORDS_PER_REQUEST_MAX} rows in one request: send smaller batches`,
      );
    }
  }

  private takeInference(reported: ReportedInference): Inference | Rejection {
    const admitted = this.models.admitInference(reported);
    if (isRejection(admitted)) {
      return admitted;
    }
    const { version, sample, redactor } = admitted;
    const { sections, stands } = redactor.redact({
      inputs: reported.inputs,
      outputs: reported.outputs,
    });
    this.exceptions.hide(reported, stands);
    return makeInference(reported, {
      inputs: sections.inputs ?? {},
      outputs: sections.outputs ?? {},
      version,
      receivedMs: this.nowMs,
      keepsBody: keepsBody(reported, sample),
    });
  }

  /** Waits for the last row, of which an exception may repeat a value. */
  private withException(inference: Inference): Inference {
    const { exception } = inference;
    return exception
      ? { ...inference, ...this.exceptions.record(inference, exception) }
      : inference;
  }

  private takeFeedback(reported: ReportedFeedback): Feedback | Rejection {
    const redactor = this.models.admitFeedback(reported);
    if (isRejection(redactor)) {
      return redactor;
    }
    const { sections } = redactor.redact({ target: reported.target });
    return {
      ...reported,
      target: sections.target ?? {},
      // One of the future would outlast every correction until then.
      observedMs: Math.min(reported.observedMs ?? this.nowMs, this.nowMs),
    };
  }
}
