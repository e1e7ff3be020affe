import { RecordedValue } from '@noshelfware/backstage-plugin-ml-models-common';
import { Report } from '../Report';
import { ReportedFeedback, ReportedInference } from '../ReportedInference';

/** Distinct names of a kind that are kept of one model: a file may have any number. */
const NAMES_MAX = 1_000;

/** What one request or file says of a model. */
export interface ModelMentions {
  /** As services call them. */
  versions: Set<string>;
  environments: Set<string>;
  /** By name, how many values there are of each type. */
  outcomes: Map<string, Map<string, number>>;
}

/** Collects what reports mention, and nothing of what they hold. */
export class Mentions {
  readonly models = new Map<string, ModelMentions>();

  add({ inferences, feedback }: Report): void {
    inferences.forEach(each => this.addInference(each));
    feedback.forEach(each => this.addOutcomes(each));
  }

  private addInference(inference: ReportedInference): void {
    const { versions, environments } = this.of(inference.modelRef);
    if (versions.size < NAMES_MAX) versions.add(inference.serviceVersion);
    if (environments.size < NAMES_MAX) environments.add(inference.environment);
  }

  private addOutcomes({ modelRef, target }: ReportedFeedback): void {
    const { outcomes } = this.of(modelRef);
    for (const [name, value] of Object.entries(target)) {
      const counts = outcomes.get(name) ?? new Map<string, number>();
      const type = typeOf(value);
      counts.set(type, (counts.get(type) ?? 0) + 1);
      if (outcomes.size < NAMES_MAX) outcomes.set(name, counts);
    }
  }

  private of(modelRef: string): ModelMentions {
    const mentioned = this.models.get(modelRef) ?? {
      versions: new Set(),
      environments: new Set(),
      outcomes: new Map(),
    };
    this.models.set(modelRef, mentioned);
    return mentioned;
  }
}

function typeOf(value: RecordedValue): string {
  return Array.isArray(value) ? 'list' : typeof value;
}
