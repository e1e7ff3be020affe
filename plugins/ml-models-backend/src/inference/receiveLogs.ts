import { Feedback, Inference } from './Inference';
import { IngestGrant } from './IngestAuthoriser';
import { assessEventTime } from './assessEventTime';
import { keepsBody } from './keepsBody';
import { AdmittedModel, ModelAdmission } from './ModelAdmission';
import { PartialSuccess } from './otlp/encodeLogsAnswer';
import { OtlpLog } from './otlp/OtlpLog';
import { parseFeedbackLog } from './parseFeedbackLog';
import { parseInferenceLog } from './parseInferenceLog';
import { RejectionCounts } from './RejectionCounts';
import {
  isRejection,
  Rejection,
  ReportedFeedback,
  ReportedInference,
} from './ReportedInference';
import { Submission } from './store/writeSubmissions';
import { VersionResolver } from './VersionResolver';

export interface ReceiveLogsOptions {
  admission: ModelAdmission;
  versions: VersionResolver;
  /** Stores durably. */
  submit(submission: Submission): Promise<void>;
  nowMs(): number;
}

/** One request; asks about each model and version of it once. */
class Reception {
  private readonly models = new Map<string, AdmittedModel | Rejection>();
  private readonly versions = new Map<string, number>();
  private readonly nowMs: number;

  constructor(
    private readonly options: ReceiveLogsOptions,
    private readonly grant: IngestGrant,
  ) {
    this.nowMs = options.nowMs();
  }

  async take(log: OtlpLog): Promise<Inference | Feedback | Rejection> {
    switch (log.eventName ?? log.attributes.get('event.name')) {
      case 'noshelfware.inference':
        return this.takeInference(parseInferenceLog(log));
      case 'noshelfware.feedback':
        return this.takeFeedback(parseFeedbackLog(log));
      default:
        return {
          reason:
            'the event name is neither noshelfware.inference nor noshelfware.feedback',
        };
    }
  }

  private async takeInference(
    reported: ReportedInference | Rejection,
  ): Promise<Inference | Rejection> {
    if (isRejection(reported)) {
      return reported;
    }
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
    reported: ReportedFeedback | Rejection,
  ): Promise<Feedback | Rejection> {
    if (isRejection(reported)) {
      return reported;
    }
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

/**
 * Takes the inference records and the feedback among logs; both in the order of
 * the request, and all or nothing of what is fit to be taken.
 *
 * @returns what was not taken, and why
 * @throws ServiceUnavailableError when the sender is to come back later
 */
export async function receiveLogs(
  options: ReceiveLogsOptions,
  logs: readonly OtlpLog[],
  grant: IngestGrant,
): Promise<PartialSuccess | undefined> {
  const rejections = new RejectionCounts();
  const reception = new Reception(options, grant);
  const inferences: Inference[] = [];
  const feedback: Feedback[] = [];
  for (const log of logs) {
    const taken = await reception.take(log);
    if (isRejection(taken)) {
      rejections.add(taken);
    } else if ('target' in taken) {
      feedback.push(taken);
    } else {
      inferences.push(taken);
    }
  }
  await options.submit({ inferences, feedback });
  return rejections.toPartialSuccess();
}
