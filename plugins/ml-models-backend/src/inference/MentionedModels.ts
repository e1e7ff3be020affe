import { assessEventTime } from './assessEventTime';
import { IngestGrant } from './IngestAuthoriser';
import { AdmittedModel, ModelAdmission, Treatment } from './ModelAdmission';
import { Redactor } from './Redactor';
import { Report } from './Report';
import {
  isRejection,
  Rejection,
  ReportedFeedback,
  ReportedInference,
} from './ReportedInference';
import { VersionResolver } from './VersionResolver';

export interface MentionedModelsOptions {
  admission: ModelAdmission;
  versions: VersionResolver;
  nowMs: number;
}

/** One of our versions, and how its records are kept. */
interface MentionedVersion extends Treatment {
  version: number;
}

/** What reports mention of a model, as far as it had to be asked for. */
interface MentionedModel {
  admitted: AdmittedModel | Rejection;
  /** By what services call them. */
  versions: Map<string, MentionedVersion>;
  feedback?: Redactor;
}

/** The models and versions that one request mentions: each is asked about once. */
export class MentionedModels {
  private readonly models = new Map<string, MentionedModel>();

  constructor(
    private readonly options: MentionedModelsOptions,
    private readonly grant: IngestGrant,
  ) {}

  /** Whether all that a report mentions was asked about. */
  know({ inferences, feedback }: Report): boolean {
    return (
      inferences.every(reported => this.knowVersion(reported)) &&
      feedback.every(({ modelRef }) => this.models.get(modelRef)?.feedback)
    );
  }

  /** @throws ServiceUnavailableError when the sender is to come back later */
  async askAbout({ inferences, feedback }: Report): Promise<void> {
    for (const reported of inferences) {
      if (!this.knowVersion(reported)) await this.askAboutVersion(reported);
    }
    for (const { modelRef } of feedback) {
      if (!this.models.get(modelRef)?.feedback) {
        await this.askAboutFeedback(modelRef);
      }
    }
  }

  /** @returns why the record is not taken; or how it is, as which version's */
  admitInference(reported: ReportedInference): MentionedVersion | Rejection {
    const { modelRef, serviceVersion } = reported;
    const model = this.admit(reported);
    return isRejection(model)
      ? model
      : this.models.get(modelRef)?.versions.get(serviceVersion) ??
          throwUnasked(`${modelRef} ${serviceVersion}`);
  }

  /** @returns why the record is not taken; or what it is redacted by */
  admitFeedback(reported: ReportedFeedback): Redactor | Rejection {
    const { modelRef } = reported;
    const model = this.admit(reported);
    return isRejection(model)
      ? model
      : this.models.get(modelRef)?.feedback ??
          throwUnasked(`feedback on ${modelRef}`);
  }

  private knowVersion({ modelRef, serviceVersion }: ReportedInference) {
    return this.models.get(modelRef)?.versions.has(serviceVersion) ?? false;
  }

  private async askAboutVersion(reported: ReportedInference): Promise<void> {
    const { admission, versions } = this.options;
    const { modelRef, serviceVersion } = reported;
    const model = await this.askAboutModel(modelRef);
    const admitted = this.admit(reported);
    // What is not taken must not leave a version behind.
    if (isRejection(admitted)) return;
    const version = await versions.resolve(modelRef, serviceVersion);
    const treatment = await admission.treatVersion(admitted, version);
    model.versions.set(serviceVersion, { version, ...treatment });
  }

  private async askAboutFeedback(modelRef: string): Promise<void> {
    const model = await this.askAboutModel(modelRef);
    if (isRejection(model.admitted)) return;
    const { admission } = this.options;
    model.feedback = await admission.redactFeedback(model.admitted);
  }

  private async askAboutModel(modelRef: string): Promise<MentionedModel> {
    const asked = this.models.get(modelRef);
    if (asked) {
      return asked;
    }
    const admitted = await this.options.admission.admit(modelRef, this.grant);
    const model = { admitted, versions: new Map() };
    this.models.set(modelRef, model);
    return model;
  }

  private admit({
    modelRef,
    timeMs,
  }: {
    modelRef: string;
    timeMs: number;
  }): AdmittedModel | Rejection {
    const admitted =
      this.models.get(modelRef)?.admitted ?? throwUnasked(modelRef);
    return isRejection(admitted)
      ? admitted
      : assessEventTime(timeMs, admitted.policy, this.options.nowMs) ??
          admitted;
  }
}

function throwUnasked(what: string): never {
  throw new Error(`Nothing was asked about ${what}`);
}
