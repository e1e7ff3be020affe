import { PayloadTooLargeError } from './body/PayloadTooLargeError';
import { RECORDS_PER_REQUEST_MAX } from './body/RequestBudget';
import { Feedback, Inference } from './Inference';
import { IngestGrant } from './IngestAuthoriser';
import { assessEventTime } from './assessEventTime';
import { keepsBody } from './keepsBody';
import { AdmittedModel, ModelAdmission } from './ModelAdmission';
import { Report } from './Report';
import {
  isRejection,
  Rejection,
  ReportedFeedback,
  ReportedInference,
} from './ReportedInference';
import { Submission } from './store/writeSubmission';
import { VersionResolver } from './VersionResolver';

export interface ReceptionOptions {
  admission: ModelAdmission;
  versions: VersionResolver;
  /** Stores durably. */
  submit(submission: Submission): Promise<void>;
  nowMs(): number;
}

/**
 * The one door that every record comes in by, whatever it came as: who may send
 * it, whether its time is good, what is hidden, which version it means. Lasts
 * for one request, and asks about each model and version of it once.
 */
export class Reception {
  private readonly models = new Map<string, AdmittedModel | Rejection>();
  private readonly versions = new Map<string, number>();
  private readonly inferences: Inference[] = [];
  private readonly feedback: Feedback[] = [];
  private readonly nowMs: number;
  private rows = 0;

  constructor(
    private readonly options: ReceptionOptions,
    private readonly grant: IngestGrant,
  ) {
    this.nowMs = options.nowMs();
  }

  /**
   * Takes all of a report, or nothing of it.
   *
   * @returns why nothing is taken
   * @throws ServiceUnavailableError when the sender is to come back later
   * @throws PayloadTooLargeError when the reports have too many rows in them
   */
  async add(report: Report): Promise<Rejection | undefined> {
    this.countRows(report);
    const inferences: Inference[] = [];
    for (const reported of report.inferences) {
      const taken = await this.takeInference(reported);
      if (isRejection(taken)) return taken;
      inferences.push(taken);
    }
    const feedback: Feedback[] = [];
    for (const reported of report.feedback) {
      const taken = await this.takeFeedback(reported);
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
  async submit(): Promise<{ inferences: number; feedback: number }> {
    const { inferences, feedback } = this;
    await this.options.submit({ inferences, feedback });
    return { inferences: inferences.length, feedback: feedback.length };
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

  private async takeInference(
    reported: ReportedInference,
  ): Promise<Inference | Rejection> {
    const model = await this.admit(reported);
    if (isRejection(model)) {
      return model;
    }
    const { serviceVersion, ...rest } = reported;
    const { sections, texts } = model.redactor.redact(
      { inputs: reported.inputs, outputs: reported.outputs },
      reported.exception,
    );
    return {
      ...rest,
      inputs: sections.inputs ?? {},
      outputs: sections.outputs ?? {},
      exception: reported.exception && { ...reported.exception, ...texts },
      version: await this.resolve(reported.modelRef, serviceVersion),
      receivedMs: this.nowMs,
      keepsBody: keepsBody(reported, model.policy.sample),
    };
  }

  private async takeFeedback(
    reported: ReportedFeedback,
  ): Promise<Feedback | Rejection> {
    const model = await this.admit(reported);
    if (isRejection(model)) {
      return model;
    }
    const { sections } = model.redactor.redact({ target: reported.target });
    return {
      ...reported,
      target: sections.target ?? {},
      observedMs: reported.observedMs ?? this.nowMs,
    };
  }

  private async admit({
    modelRef,
    timeMs,
  }: {
    modelRef: string;
    timeMs: number;
  }): Promise<AdmittedModel | Rejection> {
    let model = this.models.get(modelRef);
    if (!model) {
      model = await this.options.admission.admit(modelRef, this.grant);
      this.models.set(modelRef, model);
    }
    return isRejection(model)
      ? model
      : assessEventTime(timeMs, model.policy, this.nowMs) ?? model;
  }

  private async resolve(
    modelRef: string,
    serviceVersion: string,
  ): Promise<number> {
    const key = JSON.stringify([modelRef, serviceVersion]);
    const known = this.versions.get(key);
    if (known !== undefined) {
      return known;
    }
    const version = await this.options.versions.resolve(
      modelRef,
      serviceVersion,
    );
    this.versions.set(key, version);
    return version;
  }
}
